import { same } from '../../harness';

/** Fails a proof unless two objects have the same fields; the message names the field. */
export function sameFields(
  what: string,
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): void {
  for (const key of new Set([...Object.keys(found), ...Object.keys(expected)]))
    same(`${what}: ${key}`, found[key], expected[key]);
}
