import * as v from 'valibot';
import type { Claim } from './claim';
import {
  entriesWithSettings,
  hasText,
  readSettings,
  type SettingsOf,
  type WrittenSettings,
} from './settings';

/**
 * A program of a host, such as `postgresql({ … })` in `programs` of `host()`. A function makes it from typed
 * settings. Its claims are its role in the network, its checks and flows, its files, its step in the runbook and its
 * stage in `verify.sh`.
 */
export interface HostProgram extends WrittenSettings {
  /** Its name, unique on a host: `postgresql`. */
  readonly name: string;
  /** Its name in messages: `PostgreSQL`. */
  readonly title: string;
  /** The claims derived from its settings. The list is empty if the settings are invalid. */
  readonly claims: readonly Claim[];
}

/** Makes a program of a host and parses its settings. @param claims derives the claims from the parsed settings */
export function declareProgram<S extends v.GenericSchema>(
  identity: Pick<HostProgram, 'name' | 'title'>,
  shape: S,
  props: SettingsOf<S>,
  claims: (settings: v.InferOutput<S>) => readonly Claim[],
): HostProgram {
  const { written, read } = readSettings(shape, props);
  return { ...identity, ...written, claims: read === undefined ? [] : claims(read) };
}

/** Whether a value was made by `declareProgram()`. */
export function isHostProgram(value: unknown): value is HostProgram {
  const entries = entriesWithSettings(value);
  return (
    entries !== undefined &&
    hasText(entries, 'name') &&
    hasText(entries, 'title') &&
    Array.isArray(entries.get('claims'))
  );
}

/** The schema of a program in the list of a host. */
export const hostProgram = v.custom<HostProgram>(isHostProgram, 'a program, such as dns()');
