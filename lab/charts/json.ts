import * as v from 'valibot';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

const json: v.GenericSchema<unknown, Json> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(json), v.record(v.string(), json)]),
);

/** Parses what JSON.parse gives. */
export function jsonValue(value: unknown): Json {
  return v.parse(json, value);
}

/** Parses a map of JSON. @param at its place in messages */
export function jsonMap(value: unknown, at: string): JsonMap {
  const parsed = v.safeParse(v.record(v.string(), json), value);
  if (!parsed.success) throw new Error(`${at}: expected a map: ${v.summarize(parsed.issues)}`);
  return parsed.output;
}

export type Kind = 'text' | 'a number' | 'true or false' | 'a list' | 'a map' | 'nothing';

/** What a value is, in words. */
export function kindOf(value: Json): Kind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  if (value === null) return 'nothing';
  return isList(value) ? 'a list' : 'a map';
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}

// Array.isArray does not narrow to a readonly array.
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether two values are the same, whatever the order of their keys. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((item) => ordered(item) ?? null);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item) ?? null]));
}

/** The defaults with values over them, as Helm puts them together: maps key by key, everything else replaced. */
export function mergedOver(defaults: JsonMap, values: JsonMap): JsonMap {
  const result: Record<string, Json> = { ...defaults };
  for (const [key, value] of Object.entries(values)) {
    const before = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    result[key] = isMap(before) && isMap(value) ? mergedOver(before, value) : value;
  }
  return result;
}
