import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * The action of a list in which no item stands twice, and of which a program takes `most` at the most.
 * @param what what the items are, in the plural
 * @param text how a message shows an item
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
      ? refused(`${items.length} ${what} are listed`, `write ${most} at the most`)
      : { value: items };
  });
}
