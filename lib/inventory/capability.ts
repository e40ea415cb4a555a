import * as v from 'valibot';
import { line, type Written } from '../values';

/** The roles of `Role`, in the order in which a cluster needs them. */
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
 * A part of a cluster that Kubernetes leaves to others, and the delivery of what is written. asterism asks for these parts by
 * what they do, whoever provides them: the network of the pods, the name server of the cluster, the addresses of Services of
 * type LoadBalancer, what serves Ingresses and Gateways, what measures the load of pods, what
 * opens sealed secrets, and Argo CD.
 */
export type Role = (typeof roles)[number];

const words = line(500);

/** The shape of a capability. What provides one may be written in plain JavaScript. */
export const capabilityShape = v.strictObject({
  /** Its name, as messages show it: `gateway-api-definitions`. */
  name: words,
  /** What a cluster has by it, in a few words: `the kinds of Gateway API`. */
  means: words,
  /** How a person gets it, the next step of a message: `list gatewayApi()`. */
  from: words,
  /** What happens when two provide it, or fill its role: `two name servers take turns`. @default any number may provide it */
  exclusive: v.exactOptional(words),
  /**
   * How a person does without it where it comes from, the next step when another one provides it as well: `add 'coredns' to
   * disable in k3s({ … })`. @default the component is taken out
   */
  without: v.exactOptional(words),
  /** The part of a cluster that it is. @default none of them */
  role: v.exactOptional(v.picklist(roles)),
});

/**
 * Something that a cluster has because something that it lists provides it: a component, or its distribution. The file that
 * provides it declares it with `capability()` and exports it, so that others can require it. Two values of one name are the
 * same capability.
 */
export type Capability = Written<typeof capabilityShape>;

/** What a capability is asked by: itself, or the role that it fills. */
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

/** Whether something provides a capability, or fills a role. */
export function provides({ provides: list }: Provider, wanted: Wanted): boolean {
  return list.some(({ name, role }) => (typeof wanted === 'string' ? role === wanted : name === wanted.name));
}

/** Those that provide a capability, or fill a role, in their order. */
export function providersOf<P extends Provider>(providers: readonly P[], wanted: Wanted): readonly P[] {
  return providers.filter((provider) => provides(provider, wanted));
}
