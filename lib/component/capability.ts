/** Everything that a cluster can have because a component is listed. */
export const capabilities = [
  'network-plugin',
  'load-balancers',
  'cluster-dns',
  'gateway-api-definitions',
  'strimzi-operator',
  'sealed-secrets',
  'argo-cd',
] as const;

/** Something that a cluster has because a component is listed. Those of `exclusive` are served by one at most. */
export type Capability = (typeof capabilities)[number];
