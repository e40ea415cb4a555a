import { printable } from './shown';

/** The path of a key within an object: `pi.nodes`. */
export function keyPath(at: string, key: string): string {
  return `${at}.${printable(key)}`;
}

/** The path of a list item. It uses the item's `name` if it has one, because people find a name faster than an index. */
export function itemPath(at: string, item: unknown, index: number): string {
  const name = nameOf(item);
  return name === undefined ? `${at}[${index}]` : keyPath(at, name);
}

/** Whether a path is equal to another or lies below it. */
export function isWithin(place: string, whole: string): boolean {
  return place === whole || (place.startsWith(whole) && /^[.[]/.test(place.slice(whole.length)));
}

function nameOf(item: unknown): string | undefined {
  try {
    const named = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
    return typeof named === 'string' && named !== '' ? named : undefined;
  } catch {
    return undefined;
  }
}
