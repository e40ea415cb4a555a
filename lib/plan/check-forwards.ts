import { addressPools } from '../component';
import { claimsOf, type Facts, gateways, networkOf, providersOf } from '../inventory';
import { cidrContains, rangeContains, rangeText, type Report } from '../values';
import type { ClusterPlan, ReadComponent } from './planned';

/** Reports ports that a gateway forwards to an unknown address: not of a node, a host or a pool of a load balancer. */
export function checkForwards(
  cluster: Pick<ClusterPlan, 'claims'> & { readonly components: readonly ReadComponent[] },
  facts: Facts,
  at: string,
  report: Report,
): void {
  const pools = claimsOf(cluster, addressPools).map(({ value }) => value.range);
  // What serves load balancers without saying which addresses may have any.
  const poolsKnown = providersOf(cluster.components, 'load balancers').length === 0 || pools.length > 0;
  const machines = [...facts.nodes, ...facts.hosts.flatMap((host) => host.interfaces)];
  for (const host of facts.hosts) {
    const [gateway] = claimsOf(host, gateways);
    if (gateway === undefined) continue;
    const inside = networkOf(gateway.value.inside, facts)?.cidr;
    gateway.value.forwards.forEach(({ to }, index) => {
      if (!poolsKnown) return;
      // One outside that network is reported as such.
      if (inside === undefined || !cidrContains(inside, to)) return;
      if (machines.some(({ address }) => address === to) || pools.some((pool) => rangeContains(pool, to)))
        return;
      report({
        at: `${gateway.at}.forwards[${index}].to`,
        reason: `"${to}" is not the address of a node or host, and not in a pool of a load balancer`,
        next:
          pools.length === 0
            ? 'write a pool that holds it, or the address of a node or host'
            : `take one of ${pools.map(rangeText).join(', ')}, or let a pool hold it`,
      });
    });
  }
}
