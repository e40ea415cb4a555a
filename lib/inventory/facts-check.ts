import { type Report, thrownText } from '../values';
import { claimsOf, functionShape } from './claim';
import { claimKind } from './claim-kind';
import type { Facts } from './facts';

/** Reports inconsistent facts. `at` is the cluster's name, with which every path begins. */
export type FactsCheck = (facts: Facts, at: string, report: Report) => void;

/** Checks of a distribution on the facts of its cluster. They run when all facts have been parsed. */
export const factsChecks = claimKind<FactsCheck>({
  name: 'factsChecks',
  shape: functionShape<FactsCheck>(),
});

/**
 * Runs the checks of a distribution. They may be third-party code, so an exception is reported as a problem of the
 * distribution.
 */
export function runFactsChecks(facts: Facts, at: string, report: Report): void {
  for (const { value: check, at: place } of claimsOf(facts.distribution, factsChecks)) {
    try {
      check(facts, at, report);
    } catch (error) {
      report({
        at: place,
        reason: `its check of the facts failed: ${thrownText(error)}`,
        next: 'correct the function that checks them, and run it again',
      });
    }
  }
}
