import { printable } from './shown';

/** The place of a part of an object: `pi.nodes`. */
export function keyPath(at: string, key: string): string {
  return `${at}.${printable(key)}`;
}

/** A list's item is named after its `name` where it has one, since a person finds that faster than a number. */
export function itemPath(at: string, item: unknown, index: number): string {
  const name = nameOf(item);
  return name === undefined ? `${at}[${index}]` : keyPath(at, name);
}

/** Whether a place is another one or a part of it. */
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
