import * as v from 'valibot';
import { discriminators, expected } from './expected';
import { broken, found, mismatch, moved, type Place, readLeaf, unread } from './leaf';
import { itemPath, keyPath } from './place';
import { exampleOf, type OpenFact } from './placeholder';
import { type Parts, partsOf } from './plain';
import type { Report } from './problem';
import { formOf, isOptional, type SchemaForm, stepsOf, unwrapped } from './schema';
import { readUnknown } from './unknown-keys';

/** Options for reading a value. */
export interface Reading {
  /** Receives the placeholders. Their examples are read instead. @default placeholders are not collected */
  readonly open?: (fact: OpenFact) => void;
  /** Whether the value at a path may be a secret, which no message may show. @default no value is */
  readonly isSecret?: (at: string) => boolean;
  /** The next step for a key of an older version: what to write instead. @default none */
  readonly instead?: (at: string) => string | undefined;
  /**
   * Receives every value that is read as a whole and not in parts, with its path: text, numbers, and what a function has
   * made. @default they are not collected
   */
  readonly whole?: (value: unknown, at: string) => void;
}

/**
 * Parses a value by its schema. Every problem is reported with its path, and an unknown key with the nearest known
 * one. valibot itself would stop at the first unknown key of an object. @returns the parsed value with its defaults,
 * or undefined if anything was reported
 */
export function parseShape<S extends v.GenericSchema>(
  schema: S,
  written: unknown,
  at: string,
  report: Report,
  {
    open = () => undefined,
    isSecret = () => false,
    instead = () => undefined,
    whole = () => undefined,
  }: Reading = {},
): v.InferOutput<S> | undefined {
  let problems = 0;
  const value = read(schema, written, {
    at,
    report: (problem) => {
      problems++;
      report(problem);
    },
    open,
    isSecret,
    instead,
    whole,
  });
  return problems === 0 ? value : undefined;
}

function read(schema: v.GenericSchema, written: unknown, place: Place): unknown {
  const value = exampleOf(written, place.at, place.open);
  const form = formOf(schema);
  if (form.kind === 'leaf') {
    place.whole(value, place.at);
    return readLeaf(schema, value, place);
  }
  const parts = partsOf(value);
  if (parts.is === 'broken') return broken(parts.why, place);
  if (form.kind === 'choice') {
    const option = form.options.find((some) => fits(formOf(some), parts));
    return option === undefined
      ? readLeaf(ownLeaf(schema, form.options, value), value, place)
      : read(option, value, place);
  }
  const whole =
    form.kind === 'list' && parts.is === 'list'
      ? readList(form.item, parts.items, place)
      : form.kind === 'object' && parts.is === 'object'
        ? readObject(form, parts, place)
        : form.kind === 'variant' && parts.is === 'object'
          ? readVariant(form, parts.entries, value, place)
          : mismatch(schema, value, place);
  return whole === unread ? unread : takeSteps(schema, whole, place);
}

/**
 * The schema whose message says most about a value that the choice refuses: that of the only option of its type. So a port out
 * of range gets the message of ports where a port or an object may be written.
 */
function ownLeaf(
  choice: v.GenericSchema,
  options: readonly v.GenericSchema[],
  value: unknown,
): v.GenericSchema {
  if (v.is(choice, value)) return choice;
  const [only, ...others] = options.filter((option) => unwrapped(option).type === typeof value);
  return only !== undefined && others.length === 0 ? only : choice;
}

function fits(form: SchemaForm, parts: Parts): boolean {
  return form.kind === 'list'
    ? parts.is === 'list'
    : (form.kind === 'object' || form.kind === 'variant') && parts.is === 'object';
}

/** The steps of a pipe need the whole value, so they run after all its parts have been read. */
function takeSteps(schema: v.GenericSchema, whole: unknown, place: Place): unknown {
  const steps = stepsOf(schema);
  return steps.length === 0 ? whole : readLeaf(v.pipe(v.unknown(), ...steps), whole, place);
}

function readList(item: v.GenericSchema, items: readonly unknown[], place: Place): unknown {
  const values = items.map((one, index) => read(item, one, moved(place, itemPath(place.at, one, index))));
  return values.includes(unread) ? unread : values;
}

function readObject(
  form: Extract<SchemaForm, { kind: 'object' }>,
  { entries: written, symbols }: Extract<Parts, { is: 'object' }>,
  place: Place,
): unknown {
  const others: string[] = [];
  for (const key of written.keys()) if (!Object.hasOwn(form.entries, key)) others.push(key);
  const meant =
    form.rest === undefined && others.length > 0 ? misspelt(others, form.keys, written, place) : none;
  for (const symbol of symbols) mismatch(v.never('a key that is text'), symbol, place);
  const values: [string, unknown][] = [];
  for (const key of form.keys) {
    const entry = form.entries[key];
    if (entry !== undefined) values.push([key, readEntry(entry, written, meant.get(key) ?? key, place)]);
  }
  if (form.rest !== undefined)
    for (const key of others)
      values.push([key, readOther(form, key, written.get(key), moved(place, keyPath(place.at, key)))]);
  let isWhole = true;
  const taken: [string, unknown][] = [];
  for (const pair of values) {
    if (pair[1] === unread) isWhole = false;
    else if (pair[1] !== undefined) taken.push(pair);
  }
  return isWhole ? Object.fromEntries(taken) : unread;
}

const none: ReadonlyMap<string, string> = new Map();

/** Reports unknown keys, and returns the known keys that they probably mean. */
function misspelt(
  others: readonly string[],
  keys: readonly string[],
  written: ReadonlyMap<string, unknown>,
  place: Place,
): ReadonlyMap<string, string> {
  const absent = keys.filter((key) => !written.has(key));
  return readUnknown(others, keys, absent, place);
}

/** Reads the value of a key. A missing key gets its default, or is left out if it is optional. */
function readEntry(
  entry: v.GenericSchema,
  written: ReadonlyMap<string, unknown>,
  key: string,
  place: Place,
): unknown {
  if (written.has(key)) return read(entry, written.get(key), moved(place, keyPath(place.at, key)));
  const otherwise: unknown = 'default' in entry ? entry.default : undefined;
  // Most optional keys are missing and have no default. Their path is not needed.
  if (isOptional(entry) && otherwise === undefined) return undefined;
  const at = keyPath(place.at, key);
  if (isOptional(entry)) return read(entry, otherwise, moved(place, at));
  place.report({ at, reason: 'is missing', next: `write ${expected(entry)}` });
  return unread;
}

/** Reads an entry of an object with free keys: the key and the value each by their own schema. */
function readOther(
  { rest = v.unknown(), key: keySchema }: Extract<SchemaForm, { kind: 'object' }>,
  key: string,
  written: unknown,
  place: Place,
): unknown {
  const name = keySchema === undefined ? key : readLeaf(keySchema, key, place);
  const value = read(rest, written, place);
  return name === unread ? unread : value;
}

function readVariant(
  { key, options }: Extract<SchemaForm, { kind: 'variant' }>,
  written: ReadonlyMap<string, unknown>,
  whole: unknown,
  place: Place,
): unknown {
  const kind = exampleOf(written.get(key), place.at, () => undefined);
  const option = options.find((some) => {
    const form = formOf(some);
    if (form.kind === 'variant') return form.options.length > 0;
    const entry = form.kind === 'object' ? form.entries[key] : undefined;
    if (entry === undefined) return false;
    // A discriminator is text or a number. An object may throw when it is read.
    return kind === undefined ? isOptional(entry) : typeof kind !== 'object' && v.is(entry, kind);
  });
  if (option !== undefined) return read(option, whole, place);
  const at = keyPath(place.at, key);
  const words = discriminators(options, key).join(' or ');
  if (kind === undefined) place.report({ at, reason: 'is missing', next: `write ${words}` });
  else place.report({ at, reason: `found ${found(kind, moved(place, at))}`, next: `expected ${words}` });
  return unread;
}
