import * as v from 'valibot';
import { itemPath } from './placeholder';
import { type Report, shown } from './problem';
import { suggest } from './suggest';

/**
 * Holds a value against its schema. Every departure is reported at its place, unknown keys with the nearest known one.
 * @returns the value with its defaults filled in, or undefined after a report
 */
export function parseShape<S extends v.GenericSchema>(
  schema: S,
  written: unknown,
  at: string,
  report: Report,
): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, written);
  if (result.success) return result.output;
  const seen = new Set<string>();
  for (const issue of result.issues) {
    const place = placeOf(issue, written, at);
    if (!seen.has(place)) report(problemOf(issue, place, schema));
    seen.add(place);
  }
  return undefined;
}

function placeOf(issue: v.BaseIssue<unknown>, written: unknown, at: string): string {
  let place = at;
  let value = written;
  for (const step of issue.path ?? []) {
    value = step.value;
    place = step.type === 'array' ? itemPath(place, value, Number(step.key)) : `${place}.${String(step.key)}`;
  }
  return place;
}

function problemOf(
  issue: v.BaseIssue<unknown>,
  at: string,
  schema: v.GenericSchema,
): { at: string; reason: string; next: string } {
  const last = issue.path?.at(-1);
  if (issue.expected === 'never' && last !== undefined) {
    const known = knownKeys(schema, issue.path?.slice(0, -1) ?? []);
    return { at, reason: `unknown key "${String(last.key)}"`, next: suggest(String(last.key), known) };
  }
  if (issue.received === 'undefined')
    return { at, reason: 'is missing', next: `write ${plain(issue.expected)}` };
  const found = shown(issue.input);
  return { at, reason: `found ${found}`, next: `expected ${plain(issue.expected)}` };
}

/** valibot joins alternatives with a bar: `("a" | "b")`. */
function plain(expected: string | null): string {
  return (expected ?? 'something else')
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll(' | ', ' or ')
    .replace(/^Array$/, 'a list')
    .replace(/^Object$/, 'an object');
}

/** The keys that the schema knows at a path. */
function knownKeys(schema: v.GenericSchema, path: readonly { key?: unknown; input?: unknown }[]): string[] {
  const [step, ...rest] = path;
  const inner = unwrapped(schema);
  if (step === undefined)
    return 'entries' in inner && isRecord(inner.entries) ? Object.keys(inner.entries) : optionKeys(inner);
  const next =
    'item' in inner
      ? inner.item
      : 'value' in inner && !('entries' in inner)
        ? inner.value
        : 'entries' in inner && isRecord(inner.entries)
          ? inner.entries[String(step.key)]
          : undefined;
  if (isSchema(next)) return knownKeys(next, rest);
  return optionsOf(inner).flatMap((option) => knownKeys(option, path));
}

function optionKeys(schema: object): string[] {
  return [...new Set(optionsOf(schema).flatMap((option) => knownKeys(option, [])))];
}

function optionsOf(schema: object): v.GenericSchema[] {
  return 'options' in schema && Array.isArray(schema.options) ? schema.options.filter(isSchema) : [];
}

function unwrapped(schema: v.GenericSchema): object {
  return 'wrapped' in schema && isSchema(schema.wrapped) ? unwrapped(schema.wrapped) : schema;
}

function isSchema(value: unknown): value is v.GenericSchema {
  return isRecord(value) && value['kind'] === 'schema';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
