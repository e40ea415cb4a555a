import { isRecord } from '../../lib/values';

/** An object in which one field is written otherwise. */
export interface FieldMutant {
  readonly object: unknown;
  /** What was done to it: `spec.replicas: "text"`. */
  readonly what: string;
}

type Path = readonly (string | number)[];

/** Values of every form that JSON has; what one field takes, another refuses. */
const values: readonly unknown[] = [null, 'text', '', 5, 1.5, true, [], ['text'], {}, { key: 'text' }];

/** By these the API server is asked for the kind and the place of an object. */
const fixed = ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'];

/**
 * Every object that follows from one by a field that is misspelt, left out, or has a value of another form.
 * @param each how many of the values of other forms a field gets; they take turns
 */
export function fieldMutants(object: unknown, each: number): readonly FieldMutant[] {
  let turn = 0;
  return pathsIn(object, []).flatMap((path): FieldMutant[] => {
    const at = path.join('.');
    if (fixed.includes(at)) return [];
    const wrong = Array.from({ length: each }, (): FieldMutant => {
      const value = values[turn++ % values.length];
      return { object: changed(object, path, value), what: `${at}: ${JSON.stringify(value)}` };
    });
    const key = path.at(-1);
    if (typeof key !== 'string') return wrong;
    const without = changed(object, path, undefined);
    const misspelt = changed(without, [...path.slice(0, -1), `${key}x`], valueAt(object, path));
    return [...wrong, { object: without, what: `without ${at}` }, { object: misspelt, what: `${at}x` }];
  });
}

/** Paths of all values within a value. */
function pathsIn(value: unknown, at: Path): readonly Path[] {
  return partsOf(value).flatMap(([key, part]) => [[...at, key], ...pathsIn(part, [...at, key])]);
}

function partsOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item]);
  return isRecord(value) ? Object.entries(value) : [];
}

function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => partsOf(value).find(([other]) => other === key)?.[1], whole);
}

/** A copy with another value in one place; JSON leaves out what is undefined. */
function changed(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const next = changed(valueAt(whole, [key]), rest, value);
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (index === key ? next : item));
  return { ...(isRecord(whole) ? whole : {}), [key]: next };
}
