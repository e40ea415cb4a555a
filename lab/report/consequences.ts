import type { Outcome, SuiteOutcome } from './outcome';

/**
 * Tells what follows from what: a failure in a suite that rests on a claim of another one, which failed as well, is no
 * second cause. It is reported all the same.
 */
export function withConsequences(outcomes: readonly SuiteOutcome[]): readonly SuiteOutcome[] {
  const failed = new Map(
    outcomes.flatMap(({ suite, claims }) =>
      claims
        .filter(({ outcome }) => outcome.result === 'failed')
        .map(({ says }) => [says, suite.name] as const),
    ),
  );
  return outcomes.map((one) => {
    const cause = (one.suite.restsOn ?? []).find(({ says }) => failed.has(says));
    if (cause === undefined) return one;
    const from = `${failed.get(cause.says) ?? ''}: ${cause.says}`;
    return {
      ...one,
      claims: one.claims.map((claim) => ({ ...claim, outcome: following(claim.outcome, from) })),
    };
  });
}

function following(outcome: Outcome, from: string): Outcome {
  return outcome.result === 'failed'
    ? { ...outcome, result: 'follows', why: `it rests on what is not proven: ${from}\n${outcome.why}` }
    : outcome;
}
