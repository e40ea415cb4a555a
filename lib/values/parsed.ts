import * as v from 'valibot';
import type { Report } from './problem';

/** Why a written value was refused, and what to write instead: the second and third part of a message. */
export interface Refusal {
  /** What was found and why it is refused: `"192.168.4.1/24" has host bits set`. */
  readonly reason: string;
  /** The next step: `did you mean 192.168.4.0/24?` */
  readonly next: string;
}

/** What a parser makes of a written value. */
export type Parsed<T> = { readonly value: T } | { readonly refused: Refusal };

/** The result of a parser that refuses the value. */
export function refused(reason: string, next: string): { readonly refused: Refusal } {
  return { refused: { reason, next } };
}

/**
 * The action that puts a parser into a schema: `v.pipe(v.string(), parsedBy(parseIpv4), v.title('IPv4 address'))`. A refusal
 * becomes an issue whose `received` is the reason and whose `expected` is the next step. The title is how the reference names
 * the value.
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

/** The action of a list that needs at least one item: an empty one is refused with the next step. */
export function atLeastOne<T>(next: string) {
  return parsedBy<T[], [T, ...T[]]>(([first, ...others]) =>
    first === undefined ? refused('the list is empty', next) : { value: [first, ...others] },
  );
}

/** The value, or undefined after the refusal was reported at its place. */
export function accepted<T>(parsed: Parsed<T>, at: string, report: Report): T | undefined {
  if ('value' in parsed) return parsed.value;
  report({ at, ...parsed.refused });
  return undefined;
}

/** The value of what we wrote ourselves; a refusal is our own bug, and thrown. */
export function valueOf<T>(parsed: Parsed<T>): T {
  if ('value' in parsed) return parsed.value;
  throw new Error(`${parsed.refused.reason}; ${parsed.refused.next}`);
}
