import type * as v from 'valibot';
import { parseShape, partsOf, type Report } from '../values';
import type { Claimed } from './claim';
import { type Claimant, readClaims } from './read-claims';

/**
 * Parses the plan of a distribution, machine or system, and its claims. The plan is parsed with a schema, because it may come
 * from third-party code. @returns undefined if the plan is invalid
 */
export function readPlan<S extends v.GenericSchema>(
  shape: S,
  declared: unknown,
  claimant: Claimant,
  report: Report,
): { readonly plan: v.InferOutput<S>; readonly claims: readonly Claimed[] } | undefined {
  const parts = partsOf(declared);
  const { claims = [], ...written } = parts.is === 'object' ? Object.fromEntries(parts.entries) : {};
  const plan = parseShape(shape, parts.is === 'object' ? written : declared, `${claimant.at}: plan`, report);
  const read = readClaims(claims, claimant, report);
  return plan === undefined ? undefined : { plan, claims: read };
}
