import type { Place } from './leaf';
import { keyPath } from './place';
import { shown } from './shown';
import { nearest } from './suggest';

/** The maximum number of unknown keys that are reported one by one. A text spread into an object has thousands. */
const most = 20;

/**
 * Reports unknown keys. An unknown key that resembles a missing one is treated as its misspelling: its value is read
 * under the known key, so that this key is not reported as missing. @param others unknown keys of the object @param
 * keys all known keys @param absent known keys that are missing @returns known key → misspelt key
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
    report({ at, reason: `has ${others.length - most} more unknown keys`, next: 'remove them' });
  return meant;
}

function wayOut(key: string, keys: readonly string[], absent: readonly string[]): string {
  const doubled = nearest(key, keys);
  if (doubled !== undefined) return `remove it, because "${doubled}" is set as well`;
  return absent.length === 0 ? 'remove it' : `remove it, or use one of ${keys.join(', ')}`;
}
