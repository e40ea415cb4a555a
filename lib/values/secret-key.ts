import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Parses the key of a value in a Secret by the rules of the API server.
 * Source: IsConfigMapKey in https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */
export function parseSecretKey(written: string): Parsed<string> {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(written) && !written.startsWith('..') && written !== '.'
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid Secret key`,
        'use 1 to 253 of the letters a to z, digits, "-", "_" and ".", without a leading ".."',
      );
}

/** The key of a value in a Secret. */
export const secretKey = v.pipe(v.string(), parsedBy(parseSecretKey), v.title('key of a Secret'));
