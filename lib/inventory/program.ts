import * as v from 'valibot';
import { isListWith, type OpenFact, type OpenInside, parseShape, partsOf, type Problem } from '../values';
import type { Claim } from './claim';

/**
 * A program of a host, such as `postgresql({ … })` in `programs` of `host()`. A function makes it from typed
 * settings. Its claims are its role in the network, its checks and flows, its files, its step in the runbook and its
 * stage in `verify.sh`.
 */
export interface HostProgram {
  /** Its name, unique on a host: `postgresql`. */
  readonly name: string;
  /** Its name in messages: `PostgreSQL`. */
  readonly title: string;
  /** The settings as written, not parsed. */
  readonly settings: unknown;
  /** Problems of the settings. Paths are relative to the program: `.databases`. */
  readonly problems: readonly Problem[];
  /** Placeholders among the settings. Paths are relative to the program. */
  readonly open: readonly OpenFact[];
  /** The claims derived from its settings. The list is empty if the settings are invalid. */
  readonly claims: readonly Claim[];
}

/** The settings of a program in a cluster file. Any value may be a placeholder. */
export type SettingsOf<S extends v.GenericSchema> = OpenInside<v.InferInput<S>>;

/** Makes a program of a host and parses its settings. @param claims derives the claims from the parsed settings */
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

/** Whether a value was made by `declareProgram()`. */
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

/** The schema of a program in the list of a host. */
export const hostProgram = v.custom<HostProgram>(isHostProgram, 'a program, such as dns()');
