import { balancedBy, balancerOf, podsBehind } from '../network';
import { howToGet, providersIn } from '../plan';
import { inWords } from '../values';
import type { Finding, CheckRule } from './finding';

/** `kubectl get svc` shows an address, or `<pending>`, and no log says why connections fail. */
export const balancedService: CheckRule = {
  id: 'balanced-service',
  why: 'a Service of type LoadBalancer gets an address, and leads to pods that let strangers in',
  check: ({ plan, ofKind }) => {
    const pods = podsBehind(plan);
    const balancer = balancerOf(plan);
    return ofKind('v1', 'Service').flatMap(({ path, object }): Finding[] => {
      const ports = balancedBy(object, pods);
      if (ports === undefined) return [];
      const found = { rule: balancedService.id, at: `${path}: spec.type` };
      if (balancer === undefined)
        return [
          {
            ...found,
            reason: 'is LoadBalancer, and nothing in the cluster gives out the address that it waits for',
            next: howToGet('load balancers', providersIn(plan.components, plan.facts)),
          },
        ];
      return ports
        .filter(({ closed }) => closed.length > 0)
        .map(({ targetPort, transport, closed }) => ({
          ...found,
          reason: `is LoadBalancer, and ${transport} port ${targetPort} of ${inWords(closed)} behind it is not open to the world, so it cannot be reached from outside`,
          next: "write open: 'world' for that listener, or a Service of type ClusterIP",
        }));
    });
  },
};
