import { type Facts, type Host, networkOf, serversOf } from '../../inventory';
import { type Cidr, cidrContains, cidrsOverlap, everywhere, hostCidr } from '../../values';
import type { Zone } from '../flows/zone';

/** Where the packets of a zone come from or go to: what lies in one of the networks and in none of the exceptions. */
export interface Addresses {
  readonly networks: readonly Cidr[];
  /** Each lies in one of the networks. */
  readonly except: readonly Cidr[];
}

/** The addresses of a zone as they are on the wire between machines. */
export function addressesOf(zone: Zone, facts: Facts): Addresses {
  switch (zone.kind) {
    case 'nodes':
      return only(facts.nodes.map((node) => hostCidr(node.address)));
    case 'servers':
      return only(serversOf(facts).map((node) => hostCidr(node.address)));
    case 'pods':
      return only([facts.networks.pods.cidr]);
    case 'host':
      return only(
        facts.hosts
          .filter((host) => host.name === zone.host)
          .flatMap((host) => host.interfaces.map((card) => hostCidr(card.address))),
      );
    case 'administrators':
      return only(facts.administrators?.networks ?? []);
    case 'network': {
      const network = networkOf(zone.network, facts);
      return only(network === undefined ? [] : [network.cidr]);
    }
    case 'internet':
      return outsideOf(everywhere, facts);
    case 'addresses':
      return outsideOf(zone.cidr, facts);
    case 'anywhere':
      return only([everywhere]);
  }
}

function only(networks: readonly Cidr[]): Addresses {
  return { networks, except: [] };
}

/** What of a network is not part of the cluster. */
function outsideOf(cidr: Cidr, { networks: { pods, services }, nodes }: Facts): Addresses {
  const inside = [pods.cidr, services.cidr, ...nodes.map((node) => hostCidr(node.address))];
  return { networks: [cidr], except: inside.filter((part) => cidrsOverlap(part, cidr)) };
}

/** Whether flows to a zone lead to a host, by its name or by one of its addresses. */
export function leadsToHost(zone: Zone, host: Host): boolean {
  return (
    (zone.kind === 'host' && zone.host === host.name) ||
    (zone.kind === 'addresses' && host.interfaces.some(({ address }) => cidrContains(zone.cidr, address)))
  );
}
