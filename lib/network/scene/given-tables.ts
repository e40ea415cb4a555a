import type { Facts } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { type Cidr, hostCidr, type Ipv4 } from '../../values';
import { onePort, type Rule, type Table, type Transport } from '../firewall/rule';

/** A Service's address or port, and where kube-proxy sends what arrives there. */
export interface Translation {
  /** Address of the Service; left out for a port of the nodes. */
  readonly address?: Ipv4;
  readonly port: number;
  readonly transport: Transport;
  readonly to: Ipv4;
  readonly targetPort: number;
  readonly service: string;
}

/** Who masquerades and who translates Services on the nodes, as answers name them. */
export interface GivenPrograms {
  readonly masquerade: string;
  readonly services: string;
}

/** The programs of a cluster: Flannel and kube-proxy within k3s, or Cilium in the place of both. */
export function givenPrograms({ facts, components }: ClusterPlan): GivenPrograms {
  const hasCilium = components.some(({ kind }) => kind === 'cilium');
  return {
    masquerade: hasCilium ? 'cilium' : facts.k3s.networkPlugin === 'flannel' ? 'flannel' : 'network-plugin',
    // Two tables of one node have two names.
    services: facts.k3s.kubeProxy ? 'kube-proxy' : hasCilium ? 'cilium-services' : 'services',
  };
}

/**
 * What the network plugin does on a node, shown as Flannel does it: packets of pods that leave the pod network get the node's
 * address, and so do packets that a Service's port brought from elsewhere.
 * https://github.com/flannel-io/flannel/blob/master/pkg/trafficmngr
 */
export function masqueradeTable({ networks }: Facts, name: string): Table {
  const pods: readonly Cidr[] = [networks.pods.cidr];
  const masquerade = { kind: 'masquerade' } as const;
  return {
    family: 'ip',
    name,
    chains: [
      {
        name: 'postrouting',
        type: 'nat',
        hook: 'postrouting',
        priority: 100,
        policy: 'accept',
        rules: [
          {
            match: { source: pods, destination: pods },
            verdict: { kind: 'accept' },
            flow: 'pods see each other',
          },
          { match: { translated: true, destination: pods }, verdict: masquerade, flow: 'ports of Services' },
          { match: { source: pods }, verdict: masquerade, flow: 'pods leave as their node' },
        ],
      },
    ],
  };
}

/** What kube-proxy, or Cilium in its place, does on a node. Of several pods behind a Service, one represents all. */
export function servicesTable(translations: readonly Translation[], nodeAddress: Ipv4, name: string): Table {
  const rules = translations.map(({ address, port, transport, to, targetPort, service }): Rule => ({
    match: { destination: [hostCidr(address ?? nodeAddress)], transport, ports: [onePort(port)] },
    verdict: { kind: 'dnat', to, port: targetPort },
    flow: service,
  }));
  return {
    family: 'ip',
    name,
    chains: (['prerouting', 'output'] as const).map((hook) => ({
      name: hook,
      type: 'nat',
      hook,
      priority: -100,
      policy: 'accept',
      rules,
    })),
  };
}
