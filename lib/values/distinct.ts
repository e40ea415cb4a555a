import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * The schema action of a list without duplicates, with at most `most` items.
 * @param what plural noun for the items
 * @param text renders an item in a message
 */
export function distinct<T>(
  what: string,
  most: number = Number.POSITIVE_INFINITY,
  text: (item: T) => string = shown,
) {
  return parsedBy((items: T[]): Parsed<T[]> => {
    const keys = items.map((item) => JSON.stringify(item));
    const twice = items.find((_, index) => keys.indexOf(keys[index] ?? '') < index);
    if (twice !== undefined) return refused(`${text(twice)} is listed twice`, 'keep one of them');
    return items.length > most
      ? refused(`found ${items.length} ${what}`, `write at most ${most}`)
      : { value: items };
  });
}
