import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { parseQuantity, type Quantity, quantityValue } from './quantity';
import { shown } from './shown';

/** The least that a person means: no container runs in less, and no volume is that small. */
const leastBytes = 1024 ** 2;

/**
 * Parses an amount of memory or storage: a quantity of whole bytes, at least one mebibyte. `500m` is half a byte, and `512`
 * lacks its unit.
 */
export function parseBytes(written: string): Parsed<Quantity> {
  const read = parseQuantity(written);
  if ('refused' in read) return read;
  const bytes = quantityValue(read.value);
  if (!Number.isInteger(bytes) || bytes <= 0)
    return refused(
      `${shown(written)} is not a number of whole bytes`,
      'write an amount such as "512Mi" or "8Gi"',
    );
  return bytes >= leastBytes
    ? read
    : refused(
        `${shown(written)} is less than 1Mi`,
        'write an amount with its unit, such as "512Mi" or "8Gi"',
      );
}

/**
 * Parses an amount of CPU: a quantity of at least one millicore. Kubernetes accepts no finer precision.
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu
 */
export function parseCores(written: string): Parsed<Quantity> {
  const [, millicores] = /^(\d+)\s+m$/.exec(written) ?? [];
  if (millicores !== undefined)
    return refused(`${shown(written)} is not a valid Kubernetes quantity`, `did you mean "${millicores}m"?`);
  const read = parseQuantity(written);
  if ('refused' in read) return read;
  if (/[kMGTPE]i?$/.test(written))
    return refused(
      `${shown(written)} is an amount of memory`,
      'write an amount of CPU such as "250m" or "2"',
    );
  const thousandths = quantityValue(read.value) * 1000;
  return thousandths >= 1 && Math.abs(thousandths - Math.round(thousandths)) < 1e-6
    ? read
    : refused(
        `${shown(written)} is not an amount of CPU in whole millicores`,
        'write one such as "250m" or "2"',
      );
}

/** An amount of memory or storage. */
export const bytes = v.pipe(v.string(), parsedBy(parseBytes), v.title('Kubernetes quantity of bytes'));
/** An amount of CPU. */
export const cores = v.pipe(v.string(), parsedBy(parseCores), v.title('Kubernetes quantity of CPU'));
