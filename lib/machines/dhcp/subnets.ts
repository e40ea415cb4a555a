import { type Facts, type Host, networkOf } from '../../inventory';
import type { AddressRange, Cidr, Ipv4, Mac } from '../../values';

/** A network in which a host answers DHCP. */
export interface DhcpSubnet {
  /** The host's card in it. */
  readonly card: string;
  readonly cidr: Cidr;
  readonly router?: Ipv4;
  readonly nameServers: readonly Ipv4[];
  /** Addresses for machines without a lease of their own. */
  readonly ranges: readonly AddressRange[];
  readonly leases: readonly DhcpLease[];
}

/** A machine that always gets the same address. */
export interface DhcpLease {
  readonly name: string;
  readonly mac: Mac;
  readonly address: Ipv4;
}

/** The networks with a DHCP range in which the host has a card. */
export function dhcpSubnets(host: Host, facts: Facts): readonly DhcpSubnet[] {
  const served = [...new Set(facts.dhcp.map((entry) => entry.network))];
  return served.flatMap((name) => {
    const network = networkOf(name, facts);
    const card = host.interfaces.find((one) => one.network === name);
    if (network === undefined || card === undefined) return [];
    const entries = facts.dhcp.filter((entry) => entry.network === name);
    return [
      {
        card: card.name,
        cidr: network.cidr,
        ...(network.gateway !== undefined && { router: network.gateway }),
        nameServers: [...new Set(entries.flatMap((entry) => entry.nameServers))],
        ranges: entries.map((entry) => entry.range),
        leases: leasesIn(name, host, facts),
      },
    ];
  });
}

/** The nodes are in the network `nodes`; other hosts have a card for each network. */
function leasesIn(network: string, server: Host, { nodes, hosts }: Facts): readonly DhcpLease[] {
  const cards = hosts
    .filter((host) => host.name !== server.name)
    .flatMap(({ name, interfaces }) =>
      interfaces.filter((card) => card.network === network).map((card) => ({ ...card, name })),
    );
  return [...(network === 'nodes' ? nodes : []), ...cards].flatMap(({ name, mac, address }) =>
    mac === undefined ? [] : [{ name, mac, address }],
  );
}

/** How long a lease lasts, in seconds: half a day, so that a change reaches every machine within it. */
export const leaseTime = 43_200;
