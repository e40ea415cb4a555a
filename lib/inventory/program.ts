import * as v from 'valibot';
import { isListWith, type OpenFact, type OpenInside, parseShape, partsOf, type Problem } from '../values';
import type { Claim } from './claim';

/**
 * A program that a host runs, as a cluster lists it: `postgresql({ … })` in `programs` of `host()`. A function from typed settings
 * makes one. What follows from it are its claims: what it is in the network, its checks and flows, the files of the host, its
 * step of the runbook and its stage of `verify.sh`.
 */
export interface HostProgram {
  /** Its name, once on a host: `postgresql`. */
  readonly name: string;
  /** How messages call it: `PostgreSQL`. */
  readonly title: string;
  /** What a person wrote for it, as it was written. */
  readonly settings: unknown;
  /** What is wrong with the shape of the settings. Places begin within the program: `.databases`. */
  readonly problems: readonly Problem[];
  /** Placeholders among the settings. Places begin within the program. */
  readonly open: readonly OpenFact[];
  /** Everything that follows from its settings; nothing where the settings have not their shape. */
  readonly claims: readonly Claim[];
}

/** What a person writes for a program; any value in it may be a placeholder. */
export type SettingsOf<S extends v.GenericSchema> = OpenInside<v.InferInput<S>>;

/**
 * Makes a program of a host. Its settings are read once, here; the claims get them parsed.
 * @param claims what follows from the settings
 */
export function declareProgram<S extends v.GenericSchema>(
  identity: Pick<HostProgram, 'name' | 'title'>,
  shape: S,
  props: SettingsOf<S>,
  claims: (settings: v.InferOutput<S>) => readonly Claim[],
): HostProgram {
  const problems: Problem[] = [];
  const open: OpenFact[] = [];
  const read = parseShape(shape, props, '', (problem) => problems.push(problem), {
    open: (fact) => open.push(fact),
  });
  return {
    ...identity,
    settings: props,
    problems,
    open,
    claims: read === undefined ? [] : claims(read),
  };
}

/** Whether a value is what a program's function gives. */
export function isHostProgram(value: unknown): value is HostProgram {
  const parts = partsOf(value);
  if (parts.is !== 'object') return false;
  const { entries } = parts;
  return (
    ['name', 'title'].every((key) => typeof entries.get(key) === 'string' && entries.get(key) !== '') &&
    entries.has('settings') &&
    isListWith(entries.get('problems'), 'at', 'reason', 'next') &&
    isListWith(entries.get('open'), 'at', 'what') &&
    Array.isArray(entries.get('claims'))
  );
}

/** The shape of a program in the list of a host. */
export const hostProgram = v.custom<HostProgram>(isHostProgram, 'a program, such as dns()');
