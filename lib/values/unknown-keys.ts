import type { Place } from './leaf';
import { keyPath } from './place';
import { shown } from './shown';
import { nearest } from './suggest';

/** As many unknown keys of one object are reported each by itself: a text that was spread into an object has thousands. */
const most = 20;

/**
 * Reports keys that a schema does not know. One that is near to a key that is absent is that key, misspelt: its value is
 * read as such, so that nothing is reported as missing.
 * @param others keys that were written and are not known
 * @param keys keys that are known
 * @param absent those of them that were not written
 * @returns known key → key that was written for it
 */
export function readUnknown(
  others: readonly string[],
  keys: readonly string[],
  absent: readonly string[],
  { at, report, instead }: Place,
): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  for (const key of others.slice(0, most)) {
    const place = keyPath(at, key);
    const now = instead(place);
    const near =
      now === undefined
        ? nearest(
            key,
            absent.filter((some) => !meant.has(some)),
          )
        : undefined;
    if (near !== undefined) meant.set(near, key);
    report({
      at: place,
      reason: `unknown key ${shown(key)}`,
      next: now ?? (near === undefined ? wayOut(key, keys, absent) : `did you mean "${near}"?`),
    });
  }
  if (others.length > most)
    report({ at, reason: `has ${others.length - most} more unknown keys`, next: 'drop them' });
  return meant;
}

function wayOut(key: string, keys: readonly string[], absent: readonly string[]): string {
  const doubled = nearest(key, keys);
  if (doubled !== undefined) return `drop it, since "${doubled}" is written as well`;
  return absent.length === 0 ? 'drop it' : `drop it, or use one of ${keys.join(', ')}`;
}
