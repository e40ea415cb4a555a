import type { Ipv4, Report } from '../values';
import { type Facts, serversOf } from './facts';

/** Reports an API address that is neither a server's nor that of a host that may balance the API: nothing answers there. */
export function checkApi(facts: Facts, at: string, report: Report): void {
  const { address } = facts.api;
  const wrong = withoutApi(facts, address);
  const [server] = serversOf(facts);
  // A cluster without servers is reported as such.
  if (wrong === undefined || server === undefined) return;
  report({
    at: `${at}.api.host`,
    reason: `is ${address}, ${wrong}`,
    next: `write "${server.name}", the name of a server, or list the balancer as a host with services: { apiBalancer: {} }`,
  });
}

/**
 * Why the API does not answer at an address.
 * @returns words that follow the address: `the address of node bob, an agent`; undefined where it may answer
 */
export function withoutApi(facts: Facts, address: Ipv4): string | undefined {
  const node = facts.nodes.find((machine) => machine.address === address);
  if (node?.role === 'server') return undefined;
  if (node !== undefined) return `the address of node ${node.name}, an agent`;
  const host = facts.hosts.find(({ interfaces }) => interfaces.some((card) => card.address === address));
  if (host === undefined) return 'an address that no server and no host has';
  // A host that we do not configure and that serves nothing else may be anybody's balancer.
  return host.services.apiBalancer !== undefined || servesNothing(host)
    ? undefined
    : `the address of host ${host.name}, which does not balance the API`;
}

function servesNothing({ services, system }: Facts['hosts'][number]): boolean {
  return system === undefined && Object.keys(services).length === 0;
}
