import * as v from 'valibot';
import { choices, discriminators, expected, expectedByStep, inWords } from './expected';
import { itemPath } from './placeholder';
import { type Report, shown } from './problem';
import { formOf, isOptional, isRecord, type SchemaForm } from './schema';
import { standIn } from './stand-in';
import { nearest, suggest } from './suggest';

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
  let unread = false;
  const value = readShape(schema, written, at, (problem) => {
    unread ||= problem.unread !== undefined;
    report(problem);
  });
  return unread ? undefined : value;
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
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- the schema that says the type has read it
  return read(schema, written, { at, report, show });
}

interface Place {
  readonly at: string;
  readonly report: Report;
  readonly show: Show;
}

function read(schema: v.GenericSchema, written: unknown, place: Place): v.InferOutput<v.GenericSchema> {
  const form = formOf(schema);
  const option = form.kind === 'choice' ? form.options.find((some) => sameForm(formOf(some), written)) : undefined;
  if (option !== undefined) return read(option, written, place);
  if (form.kind === 'leaf' || form.kind === 'choice') return readLeaf(schema, written, place);
  if (!sameForm(form, written)) return mismatch(schema, written, place);
  if (form.kind === 'variant') return readVariant(form, written, place);
  let sound = true;
  const report: Report = (problem) => {
    sound &&= problem.unread === undefined;
    place.report(problem);
  };
  const value =
    form.kind === 'list'
      ? readList(form.item, written, { ...place, report })
      : readObject(form, isRecord(written) ? written : {}, { ...place, report });
  // The steps of a pipe look at the whole value, so they come when there is one.
  return sound && 'pipe' in schema ? readLeaf(schema, value, place) : value;
}

function sameForm(form: SchemaForm, written: unknown): boolean {
  return form.kind === 'list'
    ? Array.isArray(written)
    : (form.kind === 'object' || form.kind === 'variant') && isRecord(written);
}

function readList(item: v.GenericSchema, written: unknown, place: Place): unknown[] {
  if (!Array.isArray(written)) return [];
  return written.map((one: unknown, index) => read(item, one, { ...place, at: itemPath(place.at, one, index) }));
}

function readObject(
  { entries, rest }: Extract<SchemaForm, { kind: 'object' }>,
  written: Record<string, unknown>,
  place: Place,
): Record<string, unknown> {
  const keys = Object.keys(entries);
  const absent = keys.filter((key) => !Object.hasOwn(written, key));
  const others = Object.keys(written).filter((key) => !keys.includes(key));
  const misspelt = new Set<string>();
  if (rest === undefined)
    for (const key of others) reportUnknown(key, keys, absent, misspelt, place);
  const values = [
    ...keys.map((key): [string, unknown] => {
      const at = `${place.at}.${key}`;
      const entry = entries[key] ?? v.unknown();
      if (Object.hasOwn(written, key)) return [key, read(entry, written[key], { ...place, at })];
      if (!isOptional(entry) && !misspelt.has(key))
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

/** A key that is near to one that is absent is that key, misspelt: what is absent then is not told of as missing. */
function reportUnknown(
  key: string,
  keys: readonly string[],
  absent: readonly string[],
  misspelt: Set<string>,
  { at, report }: Place,
): void {
  const meant = nearest(key, absent.filter((some) => !misspelt.has(some)));
  const problem = { at: `${at}.${key}`, reason: `unknown key "${key}"` };
  if (meant === undefined) {
    const left = absent.length === 0 ? [] : keys;
    report({ ...problem, next: left.length === 0 ? 'drop it' : suggest(key, left) });
    return;
  }
  misspelt.add(meant);
  report({ ...problem, next: `did you mean "${meant}"?`, unread: `${at}.${meant}` });
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
  const words = inWords(discriminators(options, key), 'or');
  if (found === undefined) place.report({ at, reason: 'is missing', next: `write ${words}`, unread: place.at });
  else
    place.report({
      at,
      reason: `found ${place.show(found, at)}`,
      next: nearestChoice(found, options.flatMap((some) => keyChoices(some, key))) ?? `expected ${words}`,
      unread: place.at,
    });
  return {};
}

function keyChoices(option: v.GenericSchema, key: string): readonly unknown[] {
  const form = formOf(option);
  const entry = form.kind === 'object' ? form.entries[key] : undefined;
  return entry === undefined ? [] : choices(entry);
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
      : (nearestChoice(written, choices(schema)) ?? `expected ${expected(schema)}`);
  report({ at, reason: `found ${show(written, at)}`, next, unread: at });
  return standIn(schema);
}

function nearestChoice(written: unknown, among: readonly unknown[]): string | undefined {
  const near =
    typeof written === 'string'
      ? nearest(written, among.filter((choice) => typeof choice === 'string'))
      : undefined;
  return near === undefined ? undefined : `did you mean "${near}"?`;
}
