import {
  addressAt,
  type AddressRange,
  type Cidr,
  cidrBounds,
  cidrContains,
  ipv4FromNumber,
  prefixLength,
  rangeContains,
  rangesOverlap,
  rangeText,
  rangeWithin,
  type Report,
  suggest,
} from '../values';
import { addressHolders } from './check-addresses';
import { type Facts, networkOf } from './facts';

/** Reports ranges for networks that the cluster does not declare. */
export function checkNetworkNames(facts: Facts, at: string, report: Report): void {
  facts.dhcp.forEach((entry, index) => {
    checkNetworkName(entry.network, facts, `${at}.dhcp[${index}].network`, report);
  });
}

/** Reports DHCP ranges that leave their network, cover somebody's address, or overlap. */
export function checkRanges(facts: Facts, at: string, report: Report): void {
  facts.dhcp.forEach((entry, index) => {
    const place = `${at}.dhcp[${index}].range`;
    checkRange(entry.range, entry.network, facts, place, at, report);
    for (const earlier of facts.dhcp.slice(0, index)) {
      if (rangesOverlap(entry.range, earlier.range))
        report({
          at: place,
          reason: `${rangeText(entry.range)} overlaps ${rangeText(earlier.range)}`,
          next: 'end one before the other begins',
        });
    }
  });
}

/**
 * Reports a range of addresses to hand out that leaves its network or covers a node, host or gateway. Load-balancer pools
 * are held to the same rule as DHCP ranges.
 */
export function checkRange(
  range: AddressRange,
  network: string,
  facts: Facts,
  place: string,
  at: string,
  report: Report,
): void {
  const cidr = networkOf(network, facts)?.cidr;
  if (cidr !== undefined && !rangeWithin(range, cidr))
    report({
      at: place,
      reason: `${rangeText(range)} leaves network ${network} (${cidr})`,
      next: 'keep the range within the network',
    });
  else if (cidr !== undefined) checkEdges(range, network, cidr, place, report);
  for (const holder of addressHolders(facts, at)) {
    if (rangeContains(range, holder.address))
      report({
        at: place,
        reason: `${rangeText(range)} covers ${holder.address}, the address of ${holder.who}`,
        next: `end the range before it, begin after it, or move ${holder.who}`,
      });
  }
}

/** The first and the last address of a network mean the network itself and all machines in it; no machine has them. */
function checkEdges(range: AddressRange, network: string, cidr: Cidr, at: string, report: Report): void {
  if (prefixLength(cidr) > 30) return;
  const { first, last } = cidrBounds(cidr);
  for (const edge of [first, last]) {
    const address = ipv4FromNumber(edge);
    if (!rangeContains(range, address)) continue;
    report({
      at,
      reason: `${rangeText(range)} covers ${address}, the ${edge === first ? 'first' : 'last'} address of network ${network} (${cidr}), which no machine may have`,
      next: edge === first ? 'begin the range after it' : 'end the range before it',
    });
  }
}

/** Reports a cluster without a node that runs the API, and one that has such a node though somebody else runs it. */
export function checkNodes({ nodes, distribution }: Facts, at: string, report: Report): void {
  if (distribution.managed) {
    for (const { name } of nodes.filter(({ role }) => role === 'server'))
      report({
        at: `${at}.nodes.${name}.role`,
        reason: `is "server", and somebody else runs the servers of this ${distribution.title}`,
        next: "write 'agent', or drop managed from the distribution",
      });
  } else if (nodes.every((node) => node.role === 'agent'))
    report({
      at: `${at}.nodes`,
      reason: 'none of them has the role "server"',
      next: 'name the one that runs the API',
    });
}

/** Reports a service network in which there is no address for the cluster's name server. */
export function checkServices(
  { networks, distribution, dnsService }: Facts,
  at: string,
  report: Report,
): void {
  const { cidr } = networks.services;
  if (cidrContains(cidr, dnsService)) return;
  if (distribution.dnsService === undefined)
    report({
      at: `${at}.networks.services.cidr`,
      reason: `"${cidr}" has no tenth address, which ${distribution.title} gives to the cluster's name server`,
      next: `did you mean ${addressAt(cidr, 0)}/16?`,
    });
  else
    report({
      at: `${at}.distribution.dnsService`,
      reason: `"${dnsService}" is not in network services (${cidr}), from which every Service has its address`,
      next: `write the address that \`kubectl -n kube-system get service kube-dns\` shows, or leave it out where it is ${addressAt(cidr, 10)}`,
    });
}

/** Reports a network name that the cluster does not declare. */
export function checkNetworkName(
  name: string,
  facts: Pick<Facts, 'networks'>,
  at: string,
  report: Report,
): boolean {
  if (networkOf(name, facts) !== undefined) return true;
  report({ at, reason: `no network is named "${name}"`, next: suggest(name, Object.keys(facts.networks)) });
  return false;
}
