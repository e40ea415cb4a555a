import { serversOf } from '../../../inventory';
import type { ClusterPlan } from '../../../plan';
import { balancerOf } from '../../balanced-ports';
import { apiPort } from '../../flows/zone';
import type { Door } from './door';
import { type GivenPods, givenPods } from '../../given-pods';

/** The API's Service, and those of what k3s makes. */
export function givenDoors(plan: ClusterPlan): readonly Door[] {
  const { facts } = plan;
  const plain = { outside: [], external: [], atNodes: false, picks: false, local: false };
  return [
    {
      ...plain,
      service: 'default/kubernetes',
      namespace: 'default',
      cluster: facts.apiService,
      ports: [{ port: 443, transport: 'tcp', target: apiPort }],
      leads: serversOf(facts).length === 0 ? { kind: 'elsewhere' } : { kind: 'servers' },
    },
    ...givenPods(plan).map((pods): Door => ({
      ...plain,
      service: `${pods.namespace}/${pods.service}`,
      namespace: pods.namespace,
      ...(pods.service === 'kube-dns' && { cluster: facts.dnsService }),
      // Traefik's Service has the type LoadBalancer and pins no port of the nodes.
      ...(pods.service === 'traefik' && { atNodes: balancerOf(plan) === 'servicelb', picks: true }),
      ports: portsOf(pods),
      leads: { kind: 'pods', selector: pods.labels },
    })),
  ];
}

/** The ports of a Service that k3s makes, with those of the pods behind them. CoreDNS has the same numbers on both sides. */
function portsOf({ service, ports }: GivenPods): Door['ports'] {
  const shown = offered[service];
  return ports.flatMap(({ name, port, transport }) => {
    const own = shown === undefined ? port : shown[name];
    return own === undefined ? [] : [{ name, port: own, transport, target: port }];
  });
}

/**
 * Ports of Services that differ from those of their pods.
 * https://github.com/traefik/traefik-helm-chart/blob/master/traefik/values.yaml (`ports`: `port` and `exposedPort`)
 */
const offered: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'metrics-server': { https: 443 },
  traefik: { web: 80, websecure: 443 },
};
