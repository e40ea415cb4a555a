import { isDeepStrictEqual } from 'node:util';

/** Fails a proof unless something holds. */
export function holds(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

/** Fails a proof unless two values are the same. */
export function same(what: string, found: unknown, expected: unknown): void {
  holds(
    isDeepStrictEqual(found, expected),
    `${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
  );
}
