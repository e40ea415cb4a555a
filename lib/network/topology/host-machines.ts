import { balancesApi, type Facts, gatewayOf, type Host, networkOf, serversOf } from '../../inventory';
import { everywhere } from '../../values';
import type { PacketFilters } from '../firewall/packet-filter';
import { apiPort } from '../flows/zone';
import { wireOf } from './node-machines';
import type { Interface, Machine, Route } from './topology';

/** The hosts that are in a network of the cluster; the others are behind the router. */
export function hostMachines(facts: Facts, filters: PacketFilters): readonly Machine[] {
  return facts.hosts.flatMap((host): Machine[] => {
    const interfaces = host.interfaces.flatMap(({ name, network, address }): Interface[] => {
      const cidr = network === undefined ? undefined : networkOf(network, facts)?.cidr;
      return network === undefined || cidr === undefined
        ? []
        : [{ name, address, network: cidr, wire: wireOf(network, facts) }];
    });
    if (interfaces.length === 0) return [];
    const own = filters.get(host.name);
    return [
      {
        name: host.name,
        kind: 'host',
        interfaces,
        routes: wayOut(host, facts),
        forwards: gatewayOf(host) !== undefined,
        tables: own === undefined ? [] : [own.table],
        relays: balancesApi(host)
          ? [
              {
                transport: 'tcp',
                port: facts.api.port,
                backends: serversOf(facts).map(({ address }) => ({ address, port: apiPort })),
              },
            ]
          : [],
      },
    ];
  });
}

function wayOut(host: Host, facts: Facts): readonly Route[] {
  const own = new Set(host.interfaces.map(({ address }) => address));
  const gateways = host.interfaces.flatMap(({ network }) => {
    const gateway = network === undefined ? undefined : networkOf(network, facts)?.gateway;
    return gateway === undefined || own.has(gateway) ? [] : [gateway];
  });
  return gateways.slice(0, 1).map((via) => ({ to: everywhere, via }));
}
