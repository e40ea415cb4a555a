/** What a comparison of a shipped object with the stored one found. */
export interface Compared {
  /** Values that are stored as they were shipped. */
  readonly equal: number;
  /** Places at which something else is stored, each with both sides. */
  readonly other: readonly string[];
}

/**
 * Compares what the API server stores with what was shipped: everything shipped must be there with the same value; what
 * is there beside it are defaults and what the server keeps about the object. Lists are compared element by element, in
 * order and length, since an element that came or went is not a default of a field.
 * @param at where in the object, for messages
 */
export function compareStored(shipped: unknown, stored: unknown, at = ''): Compared {
  const inner = children(shipped);
  if (inner === undefined || inner.length === 0)
    return same(shipped, stored)
      ? { equal: 1, other: [] }
      : { equal: 0, other: [`${at}: ${shown(shipped)} is stored as ${shown(stored)}`] };
  const there = new Map(children(stored) ?? []);
  const whole = Array.isArray(shipped) && (!Array.isArray(stored) || stored.length !== shipped.length);
  if (whole) return { equal: 0, other: [`${at}: ${shown(shipped)} is stored as ${shown(stored)}`] };
  const found = inner.map(([key, value]) => compareStored(value, there.get(key), `${at}.${key}`));
  return {
    equal: found.reduce((sum, { equal }) => sum + equal, 0),
    other: found.flatMap(({ other }) => other),
  };
}

/** Elements of a list or fields of a map. */
function children(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

/** Scalars, and empty lists and maps; into an empty map defaults may have come. */
function same(shipped: unknown, stored: unknown): boolean {
  if (typeof shipped !== 'object' || shipped === null) return Object.is(shipped, stored);
  if (typeof stored !== 'object' || stored === null || Array.isArray(shipped) !== Array.isArray(stored))
    return false;
  return !Array.isArray(stored) || stored.length === 0;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
}
