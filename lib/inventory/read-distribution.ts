import { keyPath, type OpenFact, parseShape, partsOf, plainAt, type Report } from '../values';
import { type Distribution, distributionPlanShape, isDistribution } from './distribution';
import { readClaims } from './read-claims';

/**
 * Reports the problems of a cluster's distribution and parses its plan. The plan is parsed with a schema, because
 * distributions may be third-party code. @param input the cluster as written; a value that is not a distribution has
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
  if (declared.plan === undefined) return undefined;
  const parts = partsOf(declared.plan);
  const { claims = [], ...written } = parts.is === 'object' ? Object.fromEntries(parts.entries) : {};
  const plan = parseShape(
    distributionPlanShape,
    parts.is === 'object' ? written : declared.plan,
    `${place}: plan`,
    report,
  );
  const read = readClaims(claims, { by: declared.kind, at: place }, report);
  if (plan === undefined) return undefined;
  return { kind: declared.kind, ...plan, claims: read };
}
