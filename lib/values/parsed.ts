import * as v from 'valibot';

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
 * The action that puts a parser into a schema: `v.pipe(v.string(), parsedBy(parseIpv4))`. A refusal becomes an issue whose
 * `received` is the reason and whose `expected` is the next step.
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
