import { balancerOf, givenPods, offeredPorts, readServices, unseenManifests } from '../network';
import { isRecord } from '../values';
import type { Finding, CheckRule } from './finding';

/** The second Service waits for an address for ever, and Argo CD with it. */
export const oneBalancedPort: CheckRule = {
  id: 'one-balanced-port',
  why: 'where Services of type LoadBalancer have the addresses of the nodes, each port is that of one of them',
  check: ({ plan, services: shipped }) => {
    // https://docs.k3s.io/networking/networking-services#how-does-the-servicelb-work: each has a host port on the nodes.
    if (balancerOf(plan) !== 'nodes') return [];
    const taken = new Map<string, string>();
    for (const pods of givenPods(plan))
      if (pods.service.balanced)
        for (const { port, transport } of offeredPorts(pods))
          taken.set(
            `${transport} ${port}`,
            `${pods.namespace}/${pods.service.name} of ${plan.facts.distribution.title}`,
          );
    const unseen = readServices(unseenManifests(plan), plan).map(({ at: path, ...one }) => ({
      ...one,
      path,
    }));
    return [...shipped, ...unseen]
      .filter(({ object }) => isRecord(object.spec) && object.spec['type'] === 'LoadBalancer')
      .flatMap(({ path, ports }) =>
        ports.flatMap(({ service, port, transport }): Finding[] => {
          const key = `${transport} ${port}`;
          const other = taken.get(key);
          taken.set(key, other ?? service);
          return other === undefined || other === service
            ? []
            : [
                {
                  rule: oneBalancedPort.id,
                  at: `${path}: spec.ports`,
                  reason: `${key} of every node belongs to Service ${other} already, so this one gets no address`,
                  next: 'choose another port, expose it by a route, or list what gives out addresses of pools',
                },
              ];
        }),
      );
  },
};
