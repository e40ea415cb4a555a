import { type Report, thrownText } from '../values';
import { claimsOf, functionShape } from './claim';
import { claimKind } from './claim-kind';
import type { Facts } from './facts';

/** Reports facts that do not go together. `at` is the cluster's name, with which every place begins. */
export type FactsCheck = (facts: Facts, at: string, report: Report) => void;

/** Checks that a distribution makes of the facts of its cluster, as soon as these have their shape. */
export const factsChecks = claimKind<FactsCheck>({
  name: 'factsChecks',
  shape: functionShape<FactsCheck>(),
});

/** Runs the checks of a distribution. They are code that other people write: what one throws is a problem at the distribution. */
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
