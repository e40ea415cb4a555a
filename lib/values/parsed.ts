import * as v from 'valibot';
import type { Report } from './problem';

/** Why a value was rejected, and what to write instead: the second and third part of a message. */
export interface Refusal {
  /** What was found and why it is rejected: `"192.168.4.1/24" has host bits set`. */
  readonly reason: string;
  /** The next step: `did you mean 192.168.4.0/24?` */
  readonly next: string;
}

/** The result of a parser. */
export type Parsed<T> = { readonly value: T } | { readonly refused: Refusal };

/** The result of a parser that rejects the value. */
export function refused(reason: string, next: string): { readonly refused: Refusal } {
  return { refused: { reason, next } };
}

/**
 * The action that puts a parser into a schema: `v.pipe(v.string(), parsedBy(parseIpv4), v.title('IPv4 address'))`. A
 * rejection becomes an issue whose `received` is the reason and whose `expected` is the next step. The reference
 * documentation uses the title as the name of the type.
 */
export function parsedBy<I, O>(parse: (written: I) => Parsed<O>) {
  return v.rawTransform<I, O>(({ dataset, addIssue, NEVER }) => {
    const parsed = parse(dataset.value);
    if ('value' in parsed) return parsed.value;
    const { reason, next } = parsed.refused;
    addIssue({ message: `${reason}; ${next}`, received: reason, expected: next });
    return NEVER;
  });
}

/** The action of a list that needs at least one item: an empty list is rejected with this next step. */
export function atLeastOne<T>(next: string) {
  return parsedBy<T[], [T, ...T[]]>(([first, ...others]) =>
    first === undefined ? refused('the list is empty', next) : { value: [first, ...others] },
  );
}

/** The value, or undefined after the rejection has been reported. */
export function accepted<T>(parsed: Parsed<T>, at: string, report: Report): T | undefined {
  if ('value' in parsed) return parsed.value;
  report({ at, ...parsed.refused });
  return undefined;
}

/** The value of a parsed constant of our own code. A rejection is a bug and throws. */
export function valueOf<T>(parsed: Parsed<T>): T {
  if ('value' in parsed) return parsed.value;
  throw new Error(`${parsed.refused.reason}; ${parsed.refused.next}`);
}
