import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * The schema of a whole number from `least` to `most`. Up to the default maximum, JSON, YAML and Nix print it without
 * an exponent.
 * @param what noun with its article: `a VM id`
 */
export function wholeNumber(what: string, least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const parse = (written: number): Parsed<number> =>
    Number.isInteger(written) && written >= least && written <= most
      ? // Turns `-0` into 0, so that every file shows 0.
        { value: written + 0 }
      : refused(
          `${shown(written)} is not ${what}`,
          `write a whole number ${most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`}`,
        );
  return v.pipe(v.number(), parsedBy(parse), v.title('whole number'));
}
