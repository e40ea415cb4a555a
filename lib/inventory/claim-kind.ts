import { isRecord, isSchema, type Report } from '../values';
import type { Provider } from './capability';
import type { Claimed, KindOfClaim } from './claim';
import type { Facts } from './facts';

/** A kind of claim: the schema of its claims, and a check across them. */
export interface ClaimKind<T, Written = T> extends KindOfClaim<T, Written> {
  /**
   * Reports conflicts between the claims of this kind. It runs once for each cluster that has such a claim. @default
   * no conflicts
   */
  readonly check?: (claims: readonly Claimed<T>[], context: ClaimContext) => void;
}

/** The context of a check of claims. */
export interface ClaimContext {
  readonly facts: Facts;
  /** The path of the cluster in messages, which is its name. */
  readonly at: string;
  /** The components of the cluster with their capabilities, sorted by name. */
  readonly components: readonly (Provider & { readonly kind: string; readonly name: string })[];
  /** All claims of the cluster. `claimsOf(context, kind)` selects those of another kind. */
  readonly claims: readonly Claimed[];
  readonly report: Report;
}

/**
 * Defines a kind of claim. The file that evaluates the claims exports it, and others make claims with `claim()`.
 *
 * ```ts
 * const dashboards = claimKind({
 *   name: 'dashboards',
 *   shape: v.strictObject({ title: v.string() }),
 *   check: (claims, { report }) => {
 *     for (const { value, at } of claims)
 *       if (value.title === '') report({ at, reason: 'has no title', next: 'write one' });
 *   },
 * });
 * ```
 */
export function claimKind<T, Written = T>(kind: ClaimKind<T, Written>): ClaimKind<T, Written> {
  return Object.freeze({ ...kind });
}

/** Whether a value was made by `claimKind()`. Claims may be made in plain JavaScript. */
export function isClaimKind(value: unknown): value is ClaimKind<unknown> {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    value['name'] !== '' &&
    isSchema(value['shape']) &&
    (value['check'] === undefined || typeof value['check'] === 'function')
  );
}
