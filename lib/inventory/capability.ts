import * as v from 'valibot';
import { line, type Written } from '../values';

/** All roles, in the order in which a cluster needs them. */
export const roles = [
  'network plugin',
  'cluster DNS',
  'load balancers',
  'ingress',
  'pod metrics',
  'sealed secrets',
  'delivery',
] as const;

/**
 * A function of a cluster that Kubernetes leaves to add-ons: the pod network, cluster DNS, addresses for Services of
 * type LoadBalancer, the controllers of Ingresses and Gateways and of sealed secrets, and the metrics of pods. Argo CD,
 * which delivers the manifests, is one as well. asterism looks up a role without knowing which component fills it.
 */
export type Role = (typeof roles)[number];

const words = line(500);

/** The schema of a capability. Providers may be written in plain JavaScript. */
export const capabilityShape = v.strictObject({
  /** Its name in messages: `gateway-api-definitions`. */
  name: words,
  /** What it gives to a cluster, in a few words: `the kinds of Gateway API`. */
  means: words,
  /** How to get it, as the next step of a message: `list gatewayApi()`. */
  from: words,
  /**
   * The conflict between two providers of it or of its role: `two name servers take turns`. @default any number may
   * provide it
   */
  exclusive: v.exactOptional(words),
  /**
   * How to switch this provider off, as the next step when there are two: `add 'coredns' to disable in k3s({ … })`.
   * @default remove the component
   */
  without: v.exactOptional(words),
  /** The role that it fills. @default none */
  role: v.exactOptional(v.picklist(roles)),
});

/**
 * Something that a component or the distribution provides and that other components can require. The file of its
 * provider declares it with `capability()` and exports it. Two values with the same name are the same capability.
 */
export type Capability = Written<typeof capabilityShape>;

/** A required capability: the capability itself, or any that fills a role. */
export type Wanted = Capability | Role;

/** Something that provides capabilities. */
export interface Provider {
  readonly provides: readonly Capability[];
}

/**
 * Declares a capability.
 * @example
 * export const gatewayApiDefinitions = capability({
 *   name: 'gateway-api-definitions',
 *   means: 'the kinds of Gateway API',
 *   from: 'list gatewayApi()',
 * });
 */
export function capability(declared: Capability): Capability {
  return Object.freeze({ ...declared });
}

/** Whether a provider has a capability or fills a role. */
export function provides({ provides: list }: Provider, wanted: Wanted): boolean {
  return list.some(({ name, role }) => (typeof wanted === 'string' ? role === wanted : name === wanted.name));
}

/** The providers of a capability or role, in their order. */
export function providersOf<P extends Provider>(providers: readonly P[], wanted: Wanted): readonly P[] {
  return providers.filter((provider) => provides(provider, wanted));
}
