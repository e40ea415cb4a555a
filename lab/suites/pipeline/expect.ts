/** Fails a proof unless something holds. */
export function holds(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

/** Fails a proof unless two values are the same as JSON. */
export function same(what: string, found: unknown, expected: unknown): void {
  const [left, right] = [found, expected].map((value) => JSON.stringify(value));
  holds(left === right, `${what}: found ${left ?? 'nothing'}, expected ${right ?? 'nothing'}`);
}
