import { keyPath, type OpenFact, plainAt, type Report } from '../values';
import { type Distribution, distributionPlanShape, isDistribution } from './distribution';
import { readPlan } from './read-plan';

/**
 * Reports the problems of a cluster's distribution and parses its plan. @param input the cluster as written; a value that is not a distribution has
 * already been reported @returns undefined if anything was reported
 */
export function readDistribution(
  input: unknown,
  at: string,
  report: Report,
  open: (fact: OpenFact) => void,
): Distribution | undefined {
  const declared = plainAt(input, ['distribution']);
  if (!isDistribution(declared)) return undefined;
  const place = keyPath(at, 'distribution');
  const placed = <T extends { readonly at: string }>(one: T): T => ({ ...one, at: `${place}${one.at}` });
  declared.problems.map(placed).forEach(report);
  declared.open.map(placed).forEach(open);
  if (declared.problems.length > 0) return undefined;
  const read = readPlan(distributionPlanShape, declared.plan, { by: declared.kind, at: place }, report);
  return read && { kind: declared.kind, ...read.plan, claims: read.claims };
}
