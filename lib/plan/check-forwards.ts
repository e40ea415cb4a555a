import { type Facts, networkOf } from '../inventory';
import {
  cidrContains,
  isUnread,
  rangeContains,
  rangeText,
  type Report,
  unreadCidr,
  unreadIpv4,
} from '../values';
import { isMissing } from './check-capabilities';
import type { ReadComponent, UnreadComponent } from './planned';

/** Reports ports that a gateway forwards to an address nobody has: no node, no host, and no pool of a load balancer. */
export function checkForwards(
  components: readonly ReadComponent[],
  unread: readonly UnreadComponent[],
  facts: Facts,
  unreadFacts: readonly string[],
  at: string,
  report: Report,
): void {
  const pools = components.flatMap((component) => component.pools ?? []);
  // A component that could not be read may be the one whose pool it is.
  const poolsKnown = isMissing('load-balancers', components, unread) || pools.length > 0;
  const machines = [...facts.nodes, ...facts.hosts.flatMap((host) => host.interfaces)];
  if (isUnread(`${at}.nodes`, unreadFacts) || isUnread(`${at}.hosts`, unreadFacts)) return;
  for (const host of facts.hosts) {
    const { gateway } = host.services;
    const inside = gateway === undefined ? undefined : networkOf(gateway.inside, facts)?.cidr;
    gateway?.forwards.forEach(({ to }, index) => {
      if (to === unreadIpv4 || !poolsKnown) return;
      // One outside that network is reported as such.
      if (inside === undefined || inside === unreadCidr || !cidrContains(inside, to)) return;
      if (machines.some(({ address }) => address === to) || pools.some((pool) => rangeContains(pool, to)))
        return;
      report({
        at: `${at}.hosts.${host.name}.services.gateway.forwards[${index}].to`,
        reason: `nobody has "${to}": it is the address of no node or host, and in no pool of a load balancer`,
        next:
          pools.length === 0
            ? 'write a pool that holds it, or the address of a node or host'
            : `take one of ${pools.map(rangeText).join(', ')}, or let a pool hold it`,
      });
    });
  }
}
