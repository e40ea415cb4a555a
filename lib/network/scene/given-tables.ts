import type { Facts } from '../../inventory';
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

/**
 * What Flannel does on a node: packets of pods that leave the pod network bear the node's address, and so do packets that a
 * Service's port brought from elsewhere. https://github.com/flannel-io/flannel/blob/master/pkg/trafficmngr
 */
export function flannelTable({ networks }: Facts): Table {
  const pods: readonly Cidr[] = [networks.pods.cidr];
  const masquerade = { kind: 'masquerade' } as const;
  return {
    family: 'ip',
    name: 'flannel',
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

/** What kube-proxy does on a node. Of several pods behind a Service, one stands for all. */
export function kubeProxyTable(translations: readonly Translation[], nodeAddress: Ipv4): Table {
  const rules = translations.map(({ address, port, transport, to, targetPort, service }): Rule => ({
    match: { destination: [hostCidr(address ?? nodeAddress)], transport, ports: [onePort(port)] },
    verdict: { kind: 'dnat', to, port: targetPort },
    flow: service,
  }));
  return {
    family: 'ip',
    name: 'kube-proxy',
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
