import { isRecord, isSchema, type Report } from '../values';
import type { Provider } from './capability';
import type { Claimed, KindOfClaim } from './claim';
import type { Facts } from './facts';

/** A kind of claim: what its claims hold, and what has to hold between them. */
export interface ClaimKind<T, Written = T> extends KindOfClaim<T, Written> {
  /**
   * Reports what does not hold between the claims of this kind in one cluster. It runs once for each cluster in which
   * anything makes such a claim. @default any claims go together
   */
  readonly check?: (claims: readonly Claimed<T>[], context: ClaimContext) => void;
}

/** What the check of a kind of claim may know beside its own claims. */
export interface ClaimContext {
  readonly facts: Facts;
  /** Where the cluster stands in messages, which is its name. */
  readonly at: string;
  /** The components of the cluster, sorted by name, and what each of them provides. */
  readonly components: readonly (Provider & { readonly kind: string; readonly name: string })[];
  /** Every claim of the cluster. Those of another kind are read with `claimsOf(context, kind)`. */
  readonly claims: readonly Claimed[];
  readonly report: Report;
}

/**
 * Defines a kind of claim. The file of what means it exports it; others make claims of it with `claim()`.
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

/** Whether a value is what `claimKind()` gives. Claims may be made in plain JavaScript. */
export function isClaimKind(value: unknown): value is ClaimKind<unknown> {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    value['name'] !== '' &&
    isSchema(value['shape']) &&
    (value['check'] === undefined || typeof value['check'] === 'function')
  );
}
