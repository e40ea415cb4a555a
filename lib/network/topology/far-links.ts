import { type Cidr, cidrBounds, type Ipv4, ipv4FromNumber, ipv4ToNumber, networkAround } from '../../values';

/** What ties a machine beyond the router to it: a wire with a network of its own. */
export interface FarLink {
  readonly wire: string;
  readonly network: Cidr;
  /** The router's address there, which is its alone. */
  readonly router: Ipv4;
}

/**
 * A link for each address. Each network holds two addresses, the machine's and the router's; where machines stand side by side,
 * all networks are so much larger that the router finds an address in each, and neighbours share a link.
 */
export function farLinks(addresses: readonly Ipv4[]): ReadonlyMap<Ipv4, FarLink> {
  const far = new Set(addresses.map(ipv4ToNumber));
  for (let length = 31; length > 1; length -= 1) {
    const links = addresses.map((address) => [address, linkOf(address, length, far)] as const);
    const whole = links.flatMap(([address, link]) => (link === undefined ? [] : [[address, link] as const]));
    if (whole.length === links.length) return new Map(whole);
  }
  return new Map();
}

function linkOf(address: Ipv4, length: number, far: ReadonlySet<number>): FarLink | undefined {
  const network = networkAround(address, length);
  const { first, last } = cidrBounds(network);
  // The first and the last address of a network are no machine's, but where it holds two only (RFC 3021).
  const [from, to] = length === 31 ? [first, last] : [first + 1, last - 1];
  const own = ipv4ToNumber(address);
  if (own < from || own > to) return undefined;
  for (let number = from; number <= to; number += 1)
    if (!far.has(number)) return { wire: `to ${network}`, network, router: ipv4FromNumber(number) };
  return undefined;
}
