import { readQuantity } from './canonical-quantity';
import { type Report, shown } from './problem';

declare const quantityBrand: unique symbol;
/** A Kubernetes quantity in the canonical form in which the API server stores it: `500m`, `1536Mi`, `8Gi`. */
export type Quantity = string & { readonly [quantityBrand]: true };

/** What the parser hands on after it has reported a problem. It is no number, so no limit is above or below it. */
export const unreadQuantity = brand('unread');

/**
 * Reads a quantity. Reports what Kubernetes would reject (`1gb`) and what it would rewrite (`1000m` becomes `1`): Argo CD
 * compares what is stored with what was committed, so a rewritten quantity shows as OutOfSync for ever.
 */
export function parseQuantity(written: unknown, at: string, report: Report): Quantity {
  const text = typeof written === 'string' ? written : '';
  const read = readQuantity(text);
  if (read === undefined) {
    const near = repaired(typeof written === 'number' ? String(written) : text);
    report({
      at,
      reason: /^-\d/.test(text)
        ? `${shown(written)} is negative`
        : `${shown(written)} is no Kubernetes quantity`,
      next:
        near === undefined
          ? 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'
          : `did you mean "${near}"?`,
    });
    return unreadQuantity;
  }
  if (read.canonical !== written)
    report({
      at,
      reason: `${shown(written)} is "${read.canonical}" in Kubernetes' canonical form, and Argo CD would show the difference as OutOfSync for ever`,
      next: `write "${read.canonical}"`,
    });
  return brand(read.canonical);
}

/** The quantity's value in its base unit: bytes for memory and storage, cores for CPU. */
export function quantityValue(quantity: Quantity): number {
  const billionths = readQuantity(quantity)?.billionths;
  if (billionths === undefined) return Number.NaN;
  // In two steps, since a number holds the bytes exactly but not their billionths.
  const billion = 10n ** 9n;
  return Number(billionths / billion) + Number(billionths % billion) / 1e9;
}

/** A number of bytes as the shortest binary quantity, rounded down to whole mebibytes. */
export function mebibytes(bytes: number): Quantity {
  const read = readQuantity(`${Math.floor(bytes / 1024 ** 2)}Mi`);
  return read === undefined ? unreadQuantity : brand(read.canonical);
}

/** What a person may have meant by `1gb`, `512MB`, `2 Gi`, `0,5` or a plain number. */
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
