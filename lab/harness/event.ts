import * as v from 'valibot';

/** What the inside of a namespace tells the outside, a line each. */
export const eventShape = v.variant('kind', [
  /** The suite is starting. */
  v.strictObject({ kind: v.literal('starting') }),
  /** A claim is being proven; its number in the suite. */
  v.strictObject({ kind: v.literal('trying'), claim: v.number() }),
  /** It holds; what was counted. */
  v.strictObject({ kind: v.literal('proven'), claim: v.number(), note: v.string(), seconds: v.number() }),
  /** It was not tried; which claim it needs. */
  v.strictObject({ kind: v.literal('untried'), claim: v.number(), why: v.string() }),
  /** It does not hold. */
  v.strictObject({ kind: v.literal('failed'), claim: v.number(), why: v.string(), seconds: v.number() }),
  /** The suite could not start, so none of its claims was tried. */
  v.strictObject({ kind: v.literal('broken'), why: v.string(), seconds: v.number() }),
]);

export type LabEvent = v.InferOutput<typeof eventShape>;
