import type { Facts } from '../../inventory';
import { hostCidr, type Ipv4 } from '../../values';
import { postroutingChain } from '../firewall/masquerade';
import { type Chain, onePort, type FilterRule, type Table, type Transport } from '../firewall/rule';
import type { PodPackets } from '../plugin';

/** A Service's address or port, and where what arrives there is sent. */
export interface Translation {
  /** Address of the Service; left out for a port of the nodes. */
  readonly address?: Ipv4;
  readonly port: number;
  readonly transport: Transport;
  readonly to: Ipv4;
  readonly targetPort: number;
  readonly service: string;
}

/** The name of the table that translates Services, and its rules for the source of packets: one list for all nodes. */
export interface ServiceRules {
  readonly table: string;
  readonly masquerade: readonly FilterRule[];
}

/** What the network plugin does with the source of packets on a node. */
export function masqueradeTable({ networks }: Facts, { table, rules }: PodPackets['masquerade']): Table {
  return { family: 'ip', name: table, chains: [postroutingChain(rules(networks.pods.cidr))] };
}

/** What translates Services on a node. Of several pods behind a Service, one represents all. */
export function servicesTable(
  translations: readonly Translation[],
  nodeAddress: Ipv4,
  { table, masquerade }: ServiceRules,
): Table {
  const rules = translations.map(({ address, port, transport, to, targetPort, service }): FilterRule => ({
    match: { destination: [hostCidr(address ?? nodeAddress)], transport, ports: [onePort(port)] },
    verdict: { kind: 'dnat', to, port: targetPort },
    flow: service,
  }));
  return {
    family: 'ip',
    name: table,
    chains: [
      ...(['prerouting', 'output'] as const).map((hook): Chain => ({
        name: hook,
        type: 'nat',
        hook,
        priority: -100,
        policy: 'accept',
        rules,
      })),
      postroutingChain(masquerade),
    ],
  };
}
