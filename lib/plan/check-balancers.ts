import type { Facts } from '../inventory';
import { inWords, type Report } from '../values';
import { providers } from './check-capabilities';
import type { ReadComponent } from './planned';

/**
 * Reports what waits for an address of a load balancer that nothing in the cluster gives out (`EXTERNAL-IP <pending>` for ever),
 * and listeners that are open to Ingresses where nothing serves any.
 */
export function checkBalancers(
  components: readonly ReadComponent[],
  { k3s }: Pick<Facts, 'k3s'>,
  at: string,
  report: Report,
): void {
  const without = k3s.disable.includes('servicelb') && providers(components, 'load-balancers').length === 0;
  const served = components.flatMap(({ balanced = [] }) => balanced);
  const hasIngress = !k3s.disable.includes('traefik') || served.length > 0;
  for (const { name, balanced = [], workloads } of components) {
    const place = `${at}.components.${name}`;
    if (without && balanced.length > 0)
      report({
        at: place,
        reason: `serves ${inWords(balanced)}, and nothing in the cluster gives out the addresses that they wait for`,
        next: `write pools (loadBalancer in cilium({ … }), or metallb()), or take 'servicelb' out of ${at}.k3s.disable`,
      });
    for (const { name: workload, listens } of workloads)
      for (const { name: port, open } of listens)
        if (open === 'ingress' && !hasIngress)
          report({
            at: `${place}.workloads.${workload}.listens.${port}.open`,
            reason: "is 'ingress', and nothing in the cluster serves Ingresses or Gateways",
            next: "write ingress or gatewayApi in cilium({ … }), or take 'traefik' out of k3s.disable",
          });
  }
}
