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

/** Reports ranges of networks that the cluster does not have. */
export function checkNetworkNames(facts: Facts, at: string, report: Report): void {
  facts.dhcp.forEach((entry, index) => {
    checkNetworkName(entry.network, facts, `${at}.dhcp[${index}].network`, report);
  });
}

/** Reports ranges of DHCP, ours and others', that leave their network, contain the address of a machine, or overlap. */
export function checkRanges(facts: Facts, at: string, report: Report): void {
  for (const [network, { leases }] of Object.entries(facts.networks))
    leases.forEach((range, index) => {
      const place = `${at}.networks.${network}.leases[${index}]`;
      if (network === 'pods' || network === 'services')
        report({
          at: place,
          reason: `network ${network} is inside the cluster, where nothing assigns addresses by DHCP`,
          next: 'write it in the network of the machines that get these addresses',
        });
      checkRange(range, network, facts, place, at, report);
      for (const own of facts.dhcp.filter((entry) => rangesOverlap(entry.range, range)))
        report({
          at: place,
          reason: `${rangeText(range)} overlaps ${rangeText(own.range)}, which this cluster's DHCP server assigns`,
          next: 'end one before the other begins',
        });
    });
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
 * Reports a range that leaves its network or contains the address of a node, host or gateway. The rule applies to
 * DHCP ranges and to load-balancer pools.
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
      reason: `${rangeText(range)} is not within network ${network} (${cidr})`,
      next: 'choose a range within the network',
    });
  else if (cidr !== undefined) checkEdges(range, network, cidr, place, report);
  for (const holder of addressHolders(facts, at)) {
    if (rangeContains(range, holder.address))
      report({
        at: place,
        reason: `${rangeText(range)} contains ${holder.address}, the address of ${holder.who}`,
        next: `end the range before it, begin after it, or change the address of ${holder.who}`,
      });
  }
}

/** The first and the last address are the network address and the broadcast address. No machine can have them. */
function checkEdges(range: AddressRange, network: string, cidr: Cidr, at: string, report: Report): void {
  if (prefixLength(cidr) > 30) return;
  const { first, last } = cidrBounds(cidr);
  for (const edge of [first, last]) {
    const address = ipv4FromNumber(edge);
    if (!rangeContains(range, address)) continue;
    report({
      at,
      reason: `${rangeText(range)} contains ${address}, the ${edge === first ? 'first' : 'last'} address of network ${network} (${cidr}), which no machine can have`,
      next: edge === first ? 'begin the range after it' : 'end the range before it',
    });
  }
}

/** Reports a cluster without a server, and a managed cluster with one. */
export function checkNodes({ nodes, distribution }: Facts, at: string, report: Report): void {
  if (distribution.managed) {
    for (const { name } of nodes.filter(({ role }) => role === 'server'))
      report({
        at: `${at}.nodes.${name}.role`,
        reason: `is "server", but the servers of this ${distribution.title} are managed by a provider`,
        next: "write 'agent', or remove managed from the distribution",
      });
  } else if (nodes.every((node) => node.role === 'agent'))
    report({
      at: `${at}.nodes`,
      reason: 'none of them has the role "server"',
      next: 'give this role to the node that runs the API',
    });
}

/** Reports a service network without an address for the cluster's name server. */
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
      reason: `"${cidr}" has no tenth address, which ${distribution.title} uses for the cluster's name server`,
      next: `did you mean ${addressAt(cidr, 0)}/16?`,
    });
  else
    report({
      at: `${at}.distribution.dnsService`,
      reason: `"${dnsService}" is not in network services (${cidr}), which contains the addresses of all Services`,
      next: `write the address that \`kubectl -n kube-system get service kube-dns\` shows, or leave it out if that is ${addressAt(cidr, 10)}`,
    });
}

/** Reports the name of a network that the cluster does not have. */
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
