import type { ClaimFace, Suite } from '../harness';
import type { LabEvent } from '../harness/event';

/** What became of a claim. */
export type Outcome =
  | { readonly result: 'proven'; readonly note: string; readonly seconds: number }
  | { readonly result: 'failed'; readonly why: string; readonly seconds: number }
  /** It failed, as was to be expected after a failure elsewhere. */
  | { readonly result: 'follows'; readonly why: string; readonly seconds: number }
  | { readonly result: 'not run'; readonly why: string };

/** What became of a suite, claim by claim. */
export interface SuiteOutcome {
  readonly suite: Suite;
  readonly claims: readonly (ClaimFace & { readonly outcome: Outcome })[];
  /** From the first process to the last, in seconds. */
  readonly seconds: number;
  /** Most memory that its processes had resident at once, in bytes. */
  readonly memory: number;
}

/**
 * What became of a suite's claims, from what its inside told.
 * @param ended how its process ended, for claims of which nothing was heard
 */
export function outcomeOf(suite: Suite, events: readonly LabEvent[], ended: string): readonly Outcome[] {
  const broken = events.find((event) => event.kind === 'broken');
  return suite.claims.map((_, index): Outcome => {
    const last = events.findLast((event) => 'claim' in event && event.claim === index);
    if (last?.kind === 'proven') return { result: 'proven', note: last.note, seconds: last.seconds };
    if (last?.kind === 'failed') return { result: 'failed', why: last.why, seconds: last.seconds };
    if (last?.kind === 'untried') return { result: 'not run', why: last.why };
    if (broken !== undefined)
      // One cause is one failure.
      return index === 0
        ? { result: 'failed', why: broken.why, seconds: 0 }
        : { result: 'not run', why: 'the suite did not start' };
    return { result: 'failed', why: `nothing was heard of it: ${ended}`, seconds: 0 };
  });
}

/** A suite that could not run, and why. @param failed whether that is a failure, as it is under CI */
export function notRun(suite: Suite, why: string, failed: boolean): SuiteOutcome {
  const outcome = (text: string): Outcome =>
    failed ? { result: 'failed', why: text, seconds: 0 } : { result: 'not run', why: text };
  return {
    suite,
    claims: suite.claims.map((claim, index) => ({
      ...claim,
      outcome: outcome(index === 0 ? why : 'the suite did not run'),
    })),
    seconds: 0,
    memory: 0,
  };
}
