import { serversOf } from '../../../inventory';
import type { ClusterPlan } from '../../../plan';
import { balancerOf } from '../../balancer';
import { apiServers } from '../../flows/zone';
import type { Door } from './door';
import { givenPods, offeredPorts } from '../../given-pods';

/** The API's Service, and those in front of pods that come with the distribution. */
export function givenDoors(plan: ClusterPlan): readonly Door[] {
  const { facts } = plan;
  const plain = { outside: [], external: [], atNodes: false, picks: false, local: false };
  return [
    {
      ...plain,
      service: 'default/kubernetes',
      namespace: 'default',
      cluster: facts.apiService,
      ports: [{ port: 443, transport: 'tcp', target: apiServers(facts).port }],
      leads: serversOf(facts).length === 0 ? { kind: 'elsewhere' } : { kind: 'servers' },
    },
    ...givenPods(plan).map((pods): Door => ({
      ...plain,
      service: `${pods.namespace}/${pods.service.name}`,
      namespace: pods.namespace,
      ...(pods.role === 'cluster DNS' && { cluster: facts.dnsService }),
      // A Service of type LoadBalancer that pins no port of the nodes.
      ...(pods.service.balanced && { atNodes: balancerOf(plan) === 'nodes', picks: true }),
      ports: offeredPorts(pods),
      leads: { kind: 'pods', selector: pods.labels },
    })),
  ];
}
