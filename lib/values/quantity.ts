import * as v from 'valibot';
import type { Brand } from './brand';
import { readQuantity } from './canonical-quantity';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** A Kubernetes quantity in the canonical form in which the API server stores it: `500m`, `1536Mi`, `8Gi`. */
export type Quantity = string & Brand<'Quantity'>;

/**
 * Parses a quantity. Rejects text that Kubernetes rejects (`1gb`) or rewrites (`1000m` becomes `1`): Argo CD compares
 * the stored object with the committed one, so a rewritten quantity stays OutOfSync.
 */
export function parseQuantity(written: string): Parsed<Quantity> {
  const read = readQuantity(written);
  if (read === undefined) {
    const near = repaired(written);
    return refused(
      /^-\d/.test(written)
        ? `${shown(written)} is negative`
        : `${shown(written)} is not a valid Kubernetes quantity`,
      near === undefined
        ? 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'
        : `did you mean "${near}"?`,
    );
  }
  return read.canonical === written
    ? { value: brand(read.canonical) }
    : refused(
        `${shown(written)} is stored as "${read.canonical}" by Kubernetes, and Argo CD would always show the application as OutOfSync`,
        `write "${read.canonical}"`,
      );
}

/** A Kubernetes quantity in canonical form. */
export const quantity = v.pipe(v.string(), parsedBy(parseQuantity), v.title('Kubernetes quantity'));

/** The quantity's value in its base unit: bytes for memory and storage, cores for CPU. */
export function quantityValue(quantity: Quantity): number {
  const billionths = readQuantity(quantity)?.billionths;
  if (billionths === undefined) return Number.NaN;
  // In two steps, because a number can represent the bytes exactly but not their billionths.
  const billion = 10n ** 9n;
  return Number(billionths / billion) + Number(billionths % billion) / 1e9;
}

/** A number of bytes as the shortest binary quantity, rounded down to whole mebibytes. */
export function mebibytes(bytes: number): Quantity {
  const read = readQuantity(`${Math.floor(bytes / 1024 ** 2)}Mi`);
  return brand(read?.canonical ?? '0');
}

/** The quantity probably meant by `1gb`, `512MB`, `2 Gi`, `0,5` or a plain number. */
function repaired(text: string): string | undefined {
  const [, number, prefix] = /^\s*\+?(\d+(?:[.,]\d+)?)\s*(?:([kmgt])i?b?)?\s*$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  const suffix = prefix === undefined ? '' : `${prefix.toUpperCase()}i`;
  return readQuantity(`${number.replace(',', '.')}${suffix}`)?.canonical;
}

function brand(text: string): Quantity {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as Quantity;
}
