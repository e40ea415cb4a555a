import type { Facts, Host, Node } from '../inventory';
import { serversOf } from '../inventory';
import type { Ipv4 } from '../values';

/** A machine that people log in to: a node, or a host whose system is known. */
export interface Machine {
  readonly name: string;
  /** Where SSH reaches it. */
  readonly address: Ipv4;
  /** The gateway over which SSH goes, where the machine stands behind one. */
  readonly via?: Ipv4;
  readonly node?: Node;
  readonly host?: Host;
  /** What filters its packets, where that is ours to write. */
  readonly filter?: 'nftables' | 'firewalld';
}

/** Every machine that people log in to: servers, agents, then the hosts beside the cluster. */
export function machinesOf(facts: Facts): readonly Machine[] {
  const before = facts.hosts.find((host) => host.services.gateway?.inside === 'nodes');
  const servers = serversOf(facts);
  const agents = facts.nodes.filter((node) => node.role === 'agent');
  return [
    ...[...servers, ...agents].map((node): Machine => ({
      name: node.name,
      address: node.address,
      ...(before !== undefined && { via: before.address }),
      node,
      ...(node.machine?.kind === 'vm' && { filter: 'nftables' }),
    })),
    ...facts.hosts
      .filter((host) => host.system !== undefined)
      .map((host): Machine => ({
        name: host.name,
        address: host.address,
        host,
        ...(host.system === 'nixos' && { filter: 'nftables' }),
        ...(host.system === 'enterprise-linux' &&
          host.services.gateway !== undefined && { filter: 'firewalld' }),
      })),
  ];
}

/** Options of ssh and scp that lead to a machine: none, or the way over its gateway. */
export function jump({ via }: Machine): string {
  return via === undefined ? '' : `-J root@${via} `;
}

/** Address and port at which agents and their pods' nodes reach the API: the balancer's on their side, else the API's own. */
export function apiOf(facts: Facts): string {
  const balancer = facts.hosts.find((host) => host.services.apiBalancer !== undefined);
  const card = balancer?.interfaces.find(({ network }) => network === 'nodes');
  return `${card?.address ?? facts.api.address}:${facts.api.port}`;
}
