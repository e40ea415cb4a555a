import { inWords, type Report } from '../values';
import type { Facts, Host } from './facts';
import { addressServers, balancesApi, oneOf } from './host-claims';

/** Reports DHCP servers without a range, two DHCP servers in one network, and nodes that would not get their address. */
export function checkDhcp(facts: Facts, at: string, report: Report): void {
  const first = new Map<string, string>();
  for (const host of facts.hosts) {
    const place = oneOf(host, addressServers)?.at;
    if (place === undefined) continue;
    const cards = host.interfaces.flatMap((card) => card.network ?? []);
    const served = [...new Set(cards)].filter((name) => facts.dhcp.some(({ network }) => network === name));
    if (served.length === 0)
      report({
        at: place,
        reason:
          cards.length === 0
            ? `no interface of ${host.name} is in a network of the cluster`
            : `no range is given for ${inWords([...new Set(cards)].map((name) => `network ${name}`))}, in which ${host.name} has its interfaces`,
        next:
          cards.length === 0
            ? 'write the network of each interface in interfaces'
            : `write one in ${at}.dhcp`,
      });
    for (const network of served) {
      const earlier = first.get(network);
      if (earlier === undefined) first.set(network, host.name);
      else
        report({
          at: place,
          reason: `host ${earlier} already serves DHCP in network ${network}, and machines would use whichever replies first`,
          next: 'keep one of them',
        });
    }
  }
  const server = first.get('nodes');
  if (server === undefined) return;
  for (const node of facts.nodes)
    if (node.mac === undefined)
      report({
        at: `${at}.nodes.${node.name}.mac`,
        reason: `is missing, but ${server} assigns addresses in network nodes by MAC address`,
        next: "write it, or placeholder('00:00:5E:00:53:01', 'MAC address of the node') until it is known",
      });
}

/** Reports an API address other than the balancer's, because nothing would use the balancer. */
export function checkApiBalancer(facts: Facts, at: string, report: Report): void {
  const balancers = facts.hosts.filter(balancesApi);
  const { address } = facts.api;
  if (balancers.length === 0) return;
  if (balancers.some((host) => addressesOf(host).includes(address))) return;
  report({
    at: `${at}.api.host`,
    reason: `is ${address}, but ${inWords(balancers.map(({ name }) => `host ${name}`))} balances the API`,
    next: `write "${balancers[0]?.name ?? ''}", or remove the program that balances the API from its programs`,
  });
}

function addressesOf({ interfaces }: Host): readonly string[] {
  return interfaces.map((card) => card.address);
}
