import * as v from 'valibot';

/** The part of a kind that is needed to make a claim and to identify its kind. */
export interface KindOfClaim<T, Written = T> {
  /** Its name in the paths of messages, equal to its constant: `usedTopics`. */
  readonly name: string;
  /** The schema of the value. The value is parsed once, when the cluster is planned. */
  readonly shape: v.GenericSchema<Written, T>;
}

/**
 * A statement of a component, a distribution or a host program, of a kind that was defined with `claimKind()`. Its
 * value has not been parsed yet.
 */
export interface Claim {
  /** Its kind: the value that `claimKind()` returned. */
  readonly kind: { readonly name: string };
  readonly value: unknown;
  /** Its path within its maker, for messages: `.topics`. @default the maker itself */
  readonly at?: string;
}

/** A claim whose value was parsed with the schema of its kind. */
export interface Claimed<T = unknown> {
  readonly kind: { readonly name: string };
  readonly value: T;
  /** Name of the component, host or distribution that made it. */
  readonly by: string;
  /** Its path in messages: `pi.components.kafka.topics`. */
  readonly at: string;
}

/**
 * Makes a claim.
 * @param at its path within its maker: `.topics`
 * @example claim(hostPorts, () => [{ what: 'chrony', port: 123, transport: 'udp' }])
 */
export function claim<T, Written>(kind: KindOfClaim<T, Written>, value: Written, at?: string): Claim {
  return { kind, value, ...(at !== undefined && { at }) };
}

/**
 * The claims of one kind.
 * @param from parsed claims: those of a cluster's plan or of one component
 */
export function claimsOf<T, Written>(
  { claims }: { readonly claims: readonly Claimed[] },
  kind: KindOfClaim<T, Written>,
): readonly Claimed<T>[] {
  return claims.filter((claimed) => isOf(claimed, kind));
}

/** The value was parsed with the schema of its kind, so the kind determines the type. */
function isOf<T, Written>(claimed: Claimed, kind: KindOfClaim<T, Written>): claimed is Claimed<T> {
  return claimed.kind === kind;
}

/** The schema of a function in a claim. The results of the function are trusted. */
export function functionShape<F extends (...args: never[]) => unknown>(): v.GenericSchema<F> {
  return v.custom<F>((value) => typeof value === 'function', 'a function');
}
