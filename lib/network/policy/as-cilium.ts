import type { Direction, Policy } from './policy';

/**
 * A policy as Cilium enforces it. It takes over every rule of a NetworkPolicy, and a rule closes its direction, though
 * `policyTypes` may leave that direction out: https://github.com/cilium/cilium/issues/48703 and pkg/k8s/network_policy.go,
 * ParseNetworkPolicy, which looks at `policyTypes` only where there are no rules.
 */
export function asCilium(policy: Policy): Policy {
  if (policy.kind !== 'NetworkPolicy') return policy;
  const close = (direction: Direction): Direction => ({
    ...direction,
    closes: direction.closes || direction.allows.length > 0,
  });
  return { ...policy, ingress: close(policy.ingress), egress: close(policy.egress) };
}
