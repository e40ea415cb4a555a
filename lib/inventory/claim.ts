import * as v from 'valibot';

/** What a kind of claim says about its claims: enough to make one and to tell it from those of other kinds. */
export interface KindOfClaim<T, Written = T> {
  /** Its name, as places in messages show it: that of its constant, `usedTopics`. */
  readonly name: string;
  /** What the value of such a claim is. It is read once, when the cluster is planned. */
  readonly shape: v.GenericSchema<Written, T>;
}

/**
 * What a component, a distribution or a host program states beyond what all of them state, as it was made: a value of a kind
 * that somebody defined with `claimKind()`. Nothing has read the value yet.
 */
export interface Claim {
  /** Its kind, the very value that `claimKind()` gave. */
  readonly kind: { readonly name: string };
  readonly value: unknown;
  /** Where it stands within what makes it, for messages: `.topics`. @default what makes it, as a whole */
  readonly at?: string;
}

/** A claim whose value was read by the shape of its kind. */
export interface Claimed<T = unknown> {
  readonly kind: { readonly name: string };
  readonly value: T;
  /** Name of the component, host or distribution that makes it. */
  readonly by: string;
  /** Where it stands in messages: `pi.components.kafka.topics`. */
  readonly at: string;
}

/**
 * Makes a claim.
 * @param at where it stands within what makes it: `.topics`
 * @example claim(hostPorts, () => [{ what: 'chrony', port: 123, transport: 'udp' }])
 */
export function claim<T, Written>(kind: KindOfClaim<T, Written>, value: Written, at?: string): Claim {
  return { kind, value, ...(at !== undefined && { at }) };
}

/**
 * The claims of one kind.
 * @param from all claims that were read: those of a cluster's plan, or of one of its components
 */
export function claimsOf<T, Written>(
  { claims }: { readonly claims: readonly Claimed[] },
  kind: KindOfClaim<T, Written>,
): readonly Claimed<T>[] {
  return claims.filter((claimed) => isOf(claimed, kind));
}

/** What a claim holds was read by the shape of its own kind, so the kind tells the type. */
function isOf<T, Written>(claimed: Claimed, kind: KindOfClaim<T, Written>): claimed is Claimed<T> {
  return claimed.kind === kind;
}

/** The shape of a function, in a claim whose value is one or holds one. What the function gives back is trusted. */
export function functionShape<F extends (...args: never[]) => unknown>(): v.GenericSchema<F> {
  return v.custom<F>((value) => typeof value === 'function', 'a function');
}
