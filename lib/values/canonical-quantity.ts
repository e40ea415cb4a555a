/** A parsed quantity: its exact value in billionths, rounded up, and its canonical text in Kubernetes. */
export interface ReadQuantity {
  readonly billionths: bigint;
  readonly canonical: string;
}

type Family = 'binary' | 'decimal' | 'exponent';

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const billion = 10n ** 9n;

/** The largest quantity: Kubernetes caps binary ones here, and writes decimal ones above 999E without their suffix. */
const most = (2n ** 63n - 1n) * billion;

/**
 * Parses a quantity and finds its canonical form. That form keeps the suffix family (binary, decimal, exponent) and
 * uses the largest suffix with which the number is whole. Fractions of a billionth are rounded up. @returns undefined
 * for text that Kubernetes rejects, for negative quantities, and for quantities above 2^63-1
 * Source: k8s.io/apimachinery/pkg/api/resource, v0.33; compared with it over generated quantities.
 */
export function readQuantity(text: string): ReadQuantity | undefined {
  const known = readBefore.get(text);
  if (known !== undefined) return known;
  const read = readNew(text);
  if (read !== undefined && readBefore.size < 10_000) readBefore.set(text, read);
  return read;
}

/** A cache: a cluster has few distinct quantities, and each appears in hundreds of containers. */
const readBefore = new Map<string, ReadQuantity>();

function readNew(text: string): ReadQuantity | undefined {
  const [, whole, fraction = '', suffix = ''] =
    /^\+?(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][-+]?\d+)?$/.exec(text) ?? [];
  if (whole === undefined || whole + fraction === '') return undefined;
  const { family, multiplier, exponent } = readSuffix(suffix);
  const digits = BigInt(whole + fraction) * multiplier;
  const shift = exponent + 9 - fraction.length;
  // Do not compute powers far outside the range: 1e999999999 has a billion digits.
  if (digits > 0n && shift > 30) return undefined;
  const billionths =
    digits === 0n ? 0n : shift >= 0 ? digits * 10n ** BigInt(shift) : roundedUp(digits, BigInt(-shift));
  return billionths > most ? undefined : { billionths, canonical: written(billionths, family) };
}

function readSuffix(suffix: string): { family: Family; multiplier: bigint; exponent: number } {
  const power = binary.indexOf(suffix);
  if (power > 0) return { family: 'binary', multiplier: 1024n ** BigInt(power), exponent: 0 };
  const place = decimal.indexOf(suffix);
  if (place >= 0) return { family: 'decimal', multiplier: 1n, exponent: 3 * (place - 3) };
  return { family: 'exponent', multiplier: 1n, exponent: Number(suffix.slice(1)) };
}

function roundedUp(digits: bigint, places: bigint): bigint {
  if (places > 60n + BigInt(digits.toString().length)) return 1n;
  const divisor = 10n ** places;
  return (digits + divisor - 1n) / divisor;
}

function written(billionths: bigint, family: Family): string {
  if (billionths === 0n) return '0';
  // Amounts below 1Ki and fractions of a byte have no binary form.
  if (family === 'binary' && billionths >= 1024n * billion && billionths % billion === 0n) {
    const { number, place } = largestSuffix(billionths / billion, 1024n, binary.length);
    return `${number}${binary[place] ?? ''}`;
  }
  const { number, place } = largestSuffix(billionths, 1000n, decimal.length);
  if (family !== 'exponent') return `${number}${decimal[place] ?? ''}`;
  return place === 3 ? `${number}` : `${number}e${3 * (place - 3)}`;
}

/** Finds the largest suffix with which the number is whole. */
function largestSuffix(
  number: bigint,
  step: bigint,
  count: number,
  place = 0,
): { number: bigint; place: number } {
  return place + 1 < count && number % step === 0n
    ? largestSuffix(number / step, step, count, place + 1)
    : { number, place };
}
