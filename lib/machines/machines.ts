import { balancesApi, type Facts, gatewayOf, type Host, type Node, serversOf } from '../inventory';
import type { Ipv4 } from '../values';

/** A machine as people and files see it: a node, or a host beside the cluster. */
export interface Machine {
  readonly name: string;
  /** Where SSH reaches it. */
  readonly address: Ipv4;
  /** The gateway over which SSH goes, where the machine stands behind one. */
  readonly via?: Ipv4;
  readonly node?: Node;
  readonly host?: Host;
}

/** Every machine that people log in to: servers, agents, then the hosts beside the cluster whose system is known. */
export function machinesOf(facts: Facts): readonly Machine[] {
  return everyMachine(facts).filter(isOurs);
}

/** The same, and the hosts that are not ours to configure. */
export function everyMachine(facts: Facts): readonly Machine[] {
  const before = facts.hosts.find((host) => gatewayOf(host)?.inside === 'nodes');
  const servers = serversOf(facts);
  const agents = facts.nodes.filter((node) => node.role === 'agent');
  return [
    ...[...servers, ...agents].map((node): Machine => ({
      name: node.name,
      address: node.address,
      ...(before !== undefined && { via: before.address }),
      node,
    })),
    ...facts.hosts.map((host): Machine => ({ name: host.name, address: host.address, host })),
  ];
}

/** Whether people log in to a machine: its configuration is written here. */
export function isOurs({ host }: Machine): boolean {
  return host === undefined || host.system !== undefined;
}

/** Tells whether the system of a machine is of a family, as `ID_LIKE` of its /etc/os-release says: `rhel`. */
export function isOfFamily(family: string): (machine: Pick<Machine, 'node' | 'host'>) => boolean {
  return ({ node, host }) => (node?.system ?? host?.system)?.family === family;
}

/** Options of ssh and scp that lead to a machine: none, or the way over its gateway. */
export function jump({ via }: Machine): string {
  return via === undefined ? '' : `-J root@${via} `;
}

/** Address and port at which agents and their pods' nodes reach the API: the balancer's on their side, else the API's own. */
export function apiOf(facts: Facts): string {
  const balancer = facts.hosts.find(balancesApi);
  const card = balancer?.interfaces.find(({ network }) => network === 'nodes');
  return `${card?.address ?? facts.api.address}:${facts.api.port}`;
}
