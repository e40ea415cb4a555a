import { type Facts, type Host, networkOf, serversOf } from '../../inventory';
import { everywhere } from '../../values';
import { filterTable } from '../firewall/filter';
import { gatewayFirewall, gatewayTable } from '../firewall/gateway';
import type { Table } from '../firewall/rule';
import { apiPort, type HostFlow } from '../flows/zone';
import { wireOf } from './node-machines';
import type { Interface, Machine, Route } from './scene';

/** The hosts that stand in a network of the cluster; the others are behind the router. */
export function hostMachines(facts: Facts, flows: readonly HostFlow[]): readonly Machine[] {
  return facts.hosts.flatMap((host): Machine[] => {
    const interfaces = host.interfaces.flatMap(({ name, network, address }): Interface[] => {
      const cidr = network === undefined ? undefined : networkOf(network, facts)?.cidr;
      return network === undefined || cidr === undefined
        ? []
        : [{ name, address, network: cidr, wire: wireOf(network, facts) }];
    });
    if (interfaces.length === 0) return [];
    return [
      {
        name: host.name,
        kind: 'host',
        interfaces,
        routes: wayOut(host, facts),
        forwards: host.services.gateway !== undefined,
        tables: tablesOf(host, flows, facts),
        relays:
          host.services.apiBalancer === undefined
            ? []
            : [
                {
                  transport: 'tcp',
                  port: facts.api.port,
                  backends: serversOf(facts).map(({ address }) => ({ address, port: apiPort })),
                },
              ],
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

function tablesOf(host: Host, flows: readonly HostFlow[], facts: Facts): readonly Table[] {
  if (host.system === 'nixos') return [filterTable({ kind: 'host', host }, flows, facts, undefined)];
  const firewall = gatewayFirewall(host, flows, facts);
  return firewall === undefined ? [] : [gatewayTable(firewall)];
}
