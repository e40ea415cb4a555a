import type * as v from 'valibot';
import { isListWith, type OpenFact, type OpenInside, parseShape, partsOf, type Problem } from '../values';

/** The settings of something that a cluster file lists. Any value may be a placeholder. */
export type SettingsOf<S extends v.GenericSchema> = OpenInside<v.InferInput<S>>;

/** Settings as a person wrote them, and what is wrong with them. */
export interface WrittenSettings {
  /** The settings as written, not parsed. */
  readonly settings: unknown;
  /** Problems of the settings. Paths are relative to what has the settings: `.version`. */
  readonly problems: readonly Problem[];
  /** Placeholders among the settings. Paths are relative to what has the settings. */
  readonly open: readonly OpenFact[];
}

/** Parses the settings of something that a cluster file lists. @returns `read`: undefined if they are invalid */
export function readSettings<S extends v.GenericSchema>(
  shape: S,
  settings: SettingsOf<S>,
): { readonly written: WrittenSettings; readonly read: v.InferOutput<S> | undefined } {
  const problems: Problem[] = [];
  const open: OpenFact[] = [];
  const read = parseShape(shape, settings, '', (problem) => problems.push(problem), {
    open: (fact) => open.push(fact),
  });
  return { written: { settings, problems, open }, read };
}

/** The entries of a value with settings that were read, or undefined if it is another value. */
export function entriesWithSettings(value: unknown): ReadonlyMap<string, unknown> | undefined {
  const parts = partsOf(value);
  if (parts.is !== 'object') return undefined;
  const { entries } = parts;
  return entries.has('settings') &&
    isListWith(entries.get('problems'), 'at', 'reason', 'next') &&
    isListWith(entries.get('open'), 'at', 'what')
    ? entries
    : undefined;
}

/** Whether there is a plan, or its place is empty because the settings are invalid. */
export function hasPlan(entries: ReadonlyMap<string, unknown>): boolean {
  return entries.has('plan') && ['object', 'undefined'].includes(typeof entries.get('plan'));
}

/** Whether an entry is text that is not empty. */
export function hasText(entries: ReadonlyMap<string, unknown>, key: string): boolean {
  return typeof entries.get(key) === 'string' && entries.get(key) !== '';
}
