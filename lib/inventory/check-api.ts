import type { Report } from '../values';
import { type Facts, serversOf } from './facts';

/** Reports an API address that is neither a server's nor that of a host that may balance the API: nothing answers there. */
export function checkApi(facts: Facts, at: string, report: Report): void {
  const { address } = facts.api;
  const node = facts.nodes.find((machine) => machine.address === address);
  if (node?.role === 'server') return;
  const host = facts.hosts.find(({ interfaces }) => interfaces.some((card) => card.address === address));
  // A host that we do not configure and that serves nothing else may be anybody's balancer.
  if (host !== undefined && (host.services.apiBalancer !== undefined || servesNothing(host))) return;
  const [server] = serversOf(facts);
  // A cluster without servers is reported as such.
  if (server === undefined) return;
  report({
    at: `${at}.api.host`,
    reason: `is ${address}, ${
      node !== undefined
        ? `the address of node ${node.name}, an agent`
        : host !== undefined
          ? `the address of host ${host.name}, which does not balance the API`
          : 'an address that no server and no host has'
    }`,
    next: `write "${server.name}", the name of a server, or list the balancer as a host with services: { apiBalancer: {} }`,
  });
}

function servesNothing({ services, system }: Facts['hosts'][number]): boolean {
  return system === undefined && Object.keys(services).length === 0;
}
