import type { Ipv4, Report } from '../values';
import { type Facts, serversOf } from './facts';
import { balancesApi } from './host-claims';

/** Reports an API address that belongs neither to a server nor to a host that may balance the API. */
export function checkApi(facts: Facts, at: string, report: Report): void {
  const { address } = facts.api;
  checkPort(facts, at, report);
  const wrong = withoutApi(facts, address);
  const next = nextFor(facts);
  // A cluster without servers is reported elsewhere.
  if (wrong !== undefined && next !== undefined)
    report({ at: `${at}.api.host`, reason: `is ${address}, ${wrong}`, next });
}

function nextFor(facts: Facts): string | undefined {
  if (facts.distribution.managed) return 'write the address of the cluster API';
  const [server] = serversOf(facts);
  return server === undefined
    ? undefined
    : `write "${server.name}", the name of a server, or list the balancer as a host with the program that balances the API`;
}

/**
 * Reports an API port that another program uses: sshd on every machine, the others on servers.
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/
 */
function checkPort({ api: { address, port }, nodes, distribution }: Facts, at: string, report: Report): void {
  const isServer = nodes.some((node) => node.address === address);
  const taken = port === 22 ? 'SSH' : isServer ? takenOnServers(port, distribution) : undefined;
  if (taken !== undefined)
    report({
      at: `${at}.api.port`,
      reason: `port ${port} is already used by ${taken} on ${address}`,
      next: 'write the port of the API, 6443 unless you changed it',
    });
}

function takenOnServers(port: number, { serverPorts }: Facts['distribution']): string | undefined {
  if (port >= 30_000 && port <= 32_767) return 'Services of type NodePort (30000 to 32767)';
  return new Map<number, string>([
    [2379, 'etcd'],
    [2380, 'etcd'],
    [10_250, 'the kubelet'],
    ...serverPorts.map((taken) => [taken.port, taken.what] as const),
  ]).get(port);
}

/**
 * Why the API cannot be at an address. @returns a phrase that follows the address, such as `the address of node bob,
 * an agent`; undefined if the API may be there
 */
export function withoutApi(facts: Facts, address: Ipv4): string | undefined {
  const node = facts.nodes.find((machine) => machine.address === address);
  if (node?.role === 'server') return undefined;
  if (node !== undefined) return `the address of node ${node.name}, an agent`;
  const host = facts.hosts.find(({ interfaces }) => interfaces.some((card) => card.address === address));
  // The addresses of managed servers are not known here.
  if (host === undefined)
    return facts.distribution.managed ? undefined : 'which is not the address of any server or host';
  // A host that asterism does not configure, without other programs, may be a balancer.
  return balancesApi(host) || runsNothing(host)
    ? undefined
    : `the address of host ${host.name}, which does not balance the API`;
}

function runsNothing({ programs, system }: Facts['hosts'][number]): boolean {
  return system === undefined && programs.length === 0;
}
