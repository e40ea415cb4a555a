import { isDeepStrictEqual } from 'node:util';

/** A place in two values, and the value there in each, as JSON; `nothing` where one of them has no such place. */
export interface Difference {
  /** `["metadata"]["labels"]` */
  readonly at: string;
  readonly one: string;
  readonly other: string;
}

/** The first place where two values differ, as deep inside as possible. */
export function firstDifference(one: unknown, other: unknown, at = ''): Difference {
  if (isObject(one) && isObject(other) && Array.isArray(one) === Array.isArray(other))
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      if (!isDeepStrictEqual(one[key], other[key]))
        return firstDifference(one[key], other[key], `${at}[${JSON.stringify(key)}]`);
  return { at, one: shown(one), other: shown(other) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
