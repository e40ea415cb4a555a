import type { Facts, Ipv4 } from '../../core';

/** A name that an address of the inventory has in the cluster's own zone. */
export interface InventoryName {
  readonly address: Ipv4;
  /** Below the zone: `gallade`, or `br-pi.gallade` for a further network card of it. */
  readonly name: string;
  /** Whether it is a machine of the cluster: k3s knows its short name and its address already. */
  readonly node: boolean;
}

/**
 * The names of all nodes and hosts, sorted. A host's name leads to its first network card; each further card has the
 * card's name before it.
 */
export function inventoryNames(facts: Pick<Facts, 'nodes' | 'hosts'>): readonly InventoryName[] {
  const nodes = facts.nodes.map(({ name, address }) => ({ address, name, node: true }));
  const hosts = facts.hosts.flatMap((host) =>
    host.interfaces.map((card, index) => ({
      address: card.address,
      name: index === 0 ? host.name : `${labelOf(card.name)}.${host.name}`,
      node: false,
    })),
  );
  return [...nodes, ...hosts].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The name under which an address is looked up in reverse; as a zone it holds that address only. */
export function reverseName(address: Ipv4): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}

/** Device names may hold what DNS names may not: `eno1.100`, `wg_home`. */
function labelOf(device: string): string {
  return device
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
