/** Something that a cluster has because a component is listed. Those of `exclusive` are served by one at most. */
export type Capability =
  | 'network-plugin'
  | 'load-balancers'
  | 'cluster-dns'
  | 'gateway-api-definitions'
  | 'strimzi-operator'
  | 'sealed-secrets'
  | 'argo-cd';
