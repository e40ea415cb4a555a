import { type Facts } from '../../inventory';
import { cidrBounds, type Cidr, cidrContains, hostCidr, type Ipv4, ipv4FromNumber } from '../../values';
import { addressesOf } from '../firewall/zone-addresses';
import type { HostFlow } from '../flows/zone';

/**
 * An address for each network outside that a flow leads to and in which no host is known: whoever answers there, packets must
 * get as far.
 */
export function calledAddresses(flows: readonly HostFlow[], facts: Facts): readonly Ipv4[] {
  const known = facts.hosts.flatMap(({ interfaces }) => interfaces.map(({ address }) => address));
  const found: Ipv4[] = [];
  for (const { to } of flows) {
    if (to.kind !== 'addresses') continue;
    if ([...known, ...found].some((address) => cidrContains(to.cidr, address))) continue;
    const gateways = Object.values(facts.networks).flatMap(({ gateway }) =>
      gateway === undefined ? [] : [hostCidr(gateway)],
    );
    const free = firstFree(to.cidr, [...addressesOf(to, facts).except, ...gateways]);
    if (free !== undefined) found.push(free);
  }
  return found;
}

/** The first address of a network that lies in none of the others; the network's own address belongs to no machine. */
function firstFree(cidr: Cidr, others: readonly Cidr[]): Ipv4 | undefined {
  const { first, last } = cidrBounds(cidr);
  const taken = others.map(cidrBounds);
  let number = last - first > 1 ? first + 1 : first;
  for (;;) {
    const holder = taken.find((other) => number >= other.first && number <= other.last);
    if (holder === undefined) break;
    number = holder.last + 1;
  }
  return number <= last ? ipv4FromNumber(number) : undefined;
}
