import { type Report, thrownText } from '../values';
import { type Claimed, claimsOf, functionShape } from './claim';
import { claimKind } from './claim-kind';
import type { Facts } from './facts';
import { machineClaims, machinesIn } from './machine';

/** Reports inconsistent facts. `at` is the cluster's name, with which every path begins. */
export type FactsCheck = (facts: Facts, at: string, report: Report) => void;

/**
 * Checks of a distribution, machine or system on the facts of its cluster. They run when all facts have been parsed. A check
 * that several machines share runs once.
 */
export const factsChecks = claimKind<FactsCheck>({
  name: 'factsChecks',
  shape: functionShape<FactsCheck>(),
});

/**
 * Runs the checks of the distribution, the machines and their systems. They may be third-party code, so an exception is
 * reported as a problem of what has the check.
 */
export function runFactsChecks(facts: Facts, at: string, report: Report): void {
  for (const { value: check, at: place } of distinctChecks(facts)) {
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

function distinctChecks(facts: Facts): Iterable<Claimed<FactsCheck>> {
  const claims = [...facts.distribution.claims, ...machinesIn(facts).flatMap(machineClaims)];
  const checks = new Map<FactsCheck, Claimed<FactsCheck>>();
  for (const one of claimsOf({ claims }, factsChecks)) if (!checks.has(one.value)) checks.set(one.value, one);
  return checks.values();
}
