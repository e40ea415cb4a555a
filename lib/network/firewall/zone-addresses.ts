import { type Facts, networkOf, serversOf } from '../../inventory';
import { type Cidr, everywhere, hostCidr } from '../../values';
import type { Zone } from '../host-flows';

/** Where the packets of a zone come from or go to: networks, or everything but some networks. */
export type Addresses =
  | { readonly kind: 'in'; readonly networks: readonly Cidr[] }
  | { readonly kind: 'outside'; readonly networks: readonly Cidr[] };

/** The addresses of a zone as they are on the wire between machines. */
export function addressesOf(zone: Zone, facts: Facts): Addresses {
  switch (zone.kind) {
    case 'nodes':
      return { kind: 'in', networks: facts.nodes.map((node) => hostCidr(node.address)) };
    case 'servers':
      return { kind: 'in', networks: serversOf(facts).map((node) => hostCidr(node.address)) };
    case 'pods':
      return { kind: 'in', networks: [facts.networks.pods.cidr] };
    case 'host':
      return {
        kind: 'in',
        networks: facts.hosts
          .filter((host) => host.name === zone.host)
          .flatMap((host) => host.interfaces.map((card) => hostCidr(card.address))),
      };
    case 'administrators':
      return { kind: 'in', networks: facts.administrators?.networks ?? [] };
    case 'network': {
      const network = networkOf(zone.network, facts);
      return { kind: 'in', networks: network === undefined ? [] : [network.cidr] };
    }
    case 'internet': {
      // The same that a NetworkPolicy opens for it: whatever is no part of the cluster.
      const { pods, services } = facts.networks;
      return {
        kind: 'outside',
        networks: [pods.cidr, services.cidr, ...facts.nodes.map((node) => hostCidr(node.address))],
      };
    }
    case 'anywhere':
      return { kind: 'in', networks: [everywhere] };
  }
}
