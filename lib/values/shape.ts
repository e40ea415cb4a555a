import * as v from 'valibot';
import { discriminators, expected, expectedByStep } from './expected';
import { itemPath } from './placeholder';
import { type Report, shown } from './problem';
import { formOf, isOptional, isRecord, type SchemaForm, unwrapped } from './schema';
import { standIn } from './stand-in';
import { nearest } from './suggest';

/** How a found value stands in a message; the place is given as well, since some values must not be shown. */
export type Show = (value: unknown, at: string) => string;

/**
 * Holds a value against its schema. Every departure is reported at its place, unknown keys with the nearest known one.
 * @returns the value with its defaults filled in and without unknown keys, or undefined where something could not be read
 */
export function parseShape<S extends v.GenericSchema>(
  schema: S,
  written: unknown,
  at: string,
  report: Report,
): v.InferOutput<S> | undefined {
  const unread: string[] = [];
  const value = readShape(schema, written, at, (problem) => {
    if (problem.unread !== undefined) unread.push(problem.unread);
    report(problem);
  });
  return unread.length > 0 ? undefined : value;
}

/**
 * Reads as much of a value as can be read. Every departure is reported; what could not be read is left out where it may be,
 * and has a stand-in otherwise: an empty string or list, a number that is none.
 */
export function readShape<S extends v.GenericSchema>(
  schema: S,
  written: unknown,
  at: string,
  report: Report,
  show: Show = shown,
): v.InferOutput<S> {
  return read(schema, written, { at, report, show });
}

interface Place {
  readonly at: string;
  readonly report: Report;
  readonly show: Show;
}

function read(schema: v.GenericSchema, written: unknown, place: Place): v.InferOutput<v.GenericSchema> {
  const form = formOf(schema);
  const option =
    form.kind === 'choice' ? form.options.find((some) => sameForm(formOf(some), written)) : undefined;
  if (option !== undefined) return read(option, written, place);
  if (form.kind === 'leaf' || form.kind === 'choice') return readLeaf(schema, written, place);
  if (!sameForm(form, written)) return mismatch(schema, written, place);
  if (form.kind === 'variant') return readVariant(form, written, place);
  const unread: string[] = [];
  const report: Report = (problem) => {
    if (problem.unread !== undefined) unread.push(problem.unread);
    place.report(problem);
  };
  const value =
    form.kind === 'list'
      ? readList(form.item, written, { ...place, report })
      : readObject(form, isRecord(written) ? written : {}, { ...place, report });
  // The steps of a pipe look at the whole value, so they come when there is one.
  return unread.length === 0 && 'pipe' in unwrapped(schema) ? readLeaf(schema, value, place) : value;
}

function sameForm(form: SchemaForm, written: unknown): boolean {
  return form.kind === 'list'
    ? Array.isArray(written)
    : (form.kind === 'object' || form.kind === 'variant') && isRecord(written);
}

function readList(item: v.GenericSchema, written: unknown, place: Place): unknown[] {
  if (!Array.isArray(written)) return [];
  return written.map((one: unknown, index) =>
    read(item, one, { ...place, at: itemPath(place.at, one, index) }),
  );
}

function readObject(
  { entries, rest }: Extract<SchemaForm, { kind: 'object' }>,
  written: Record<string, unknown>,
  place: Place,
): Record<string, unknown> {
  const keys = Object.keys(entries);
  const others = Object.keys(written).filter((key) => !keys.includes(key));
  const meant = rest === undefined ? readUnknown(others, keys, written, place) : new Map<string, string>();
  const values = [
    ...keys.map((key): [string, unknown] => {
      const entry = entries[key] ?? v.unknown();
      const writtenAs = meant.get(key) ?? key;
      const at = `${place.at}.${writtenAs}`;
      if (Object.hasOwn(written, writtenAs)) return [key, read(entry, written[writtenAs], { ...place, at })];
      if (!isOptional(entry))
        place.report({ at, reason: 'is missing', next: `write ${expected(entry)}`, unread: at });
      return [key, standIn(entry)];
    }),
    ...(rest === undefined ? [] : others).map((key): [string, unknown] => [
      key,
      read(rest ?? v.unknown(), written[key], { ...place, at: `${place.at}.${key}` }),
    ]),
  ];
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/**
 * Reports keys that the schema does not know. One that is near to a key that is absent is that key, misspelt: its value is
 * read as such, so that nothing is told of as missing.
 * @returns known key → key that stands for it
 */
function readUnknown(
  others: readonly string[],
  keys: readonly string[],
  written: Record<string, unknown>,
  { at, report }: Place,
): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  const absent = keys.filter((key) => !Object.hasOwn(written, key));
  for (const key of others) {
    const near = nearest(
      key,
      absent.filter((some) => !meant.has(some)),
    );
    if (near !== undefined) meant.set(near, key);
    report({
      at: `${at}.${key}`,
      reason: `unknown key "${key}"`,
      next: near === undefined ? wayOut(key, keys, absent) : `did you mean "${near}"?`,
    });
  }
  return meant;
}

function wayOut(key: string, keys: readonly string[], absent: readonly string[]): string {
  const doubled = nearest(key, keys);
  if (doubled !== undefined) return `drop it, since "${doubled}" is written as well`;
  return absent.length === 0 ? 'drop it' : `drop it, or use one of ${keys.join(', ')}`;
}

function readVariant(
  { key, options }: Extract<SchemaForm, { kind: 'variant' }>,
  written: unknown,
  place: Place,
): unknown {
  const found = isRecord(written) && Object.hasOwn(written, key) ? written[key] : undefined;
  const option = options.find((some) => {
    const form = formOf(some);
    if (form.kind === 'variant') return form.options.length > 0;
    const entry = form.kind === 'object' ? form.entries[key] : undefined;
    if (entry === undefined) return false;
    return found === undefined ? isOptional(entry) : v.is(entry, found);
  });
  if (option !== undefined) return read(option, written, place);
  const at = `${place.at}.${key}`;
  const words = discriminators(options, key).join(' or ');
  if (found === undefined)
    place.report({ at, reason: 'is missing', next: `write ${words}`, unread: place.at });
  else
    place.report({
      at,
      reason: `found ${place.show(found, at)}`,
      next: `expected ${words}`,
      unread: place.at,
    });
  return {};
}

function readLeaf(schema: v.GenericSchema, written: unknown, place: Place): unknown {
  const result = v.safeParse(schema, written);
  if (result.success) return result.output;
  const [issue] = result.issues;
  if (issue.kind !== 'validation') return mismatch(schema, written, place);
  const { at, report, show } = place;
  report({ at, reason: `found ${show(written, at)}`, next: `expected ${expectedByStep(issue)}`, unread: at });
  return standIn(schema);
}

function mismatch(schema: v.GenericSchema, written: unknown, { at, report, show }: Place): unknown {
  const next =
    written === undefined && isOptional(schema)
      ? `leave it out, or write ${expected(schema)}`
      : `expected ${expected(schema)}`;
  report({ at, reason: `found ${show(written, at)}`, next, unread: at });
  return standIn(schema);
}
