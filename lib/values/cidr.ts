import { type Ipv4, ipv4FromNumber, ipv4ToNumber, readOctets, unreadIpv4 } from './ipv4';
import { type Report, shown } from './problem';

declare const cidrBrand: unique symbol;
/** An IPv4 network in CIDR form, without host bits: `192.168.4.0/24`. */
export type Cidr = string & { readonly [cidrBrand]: true };

/** What a parser hands on after it has reported a problem; it holds no address and overlaps nothing. */
export const unreadCidr = brand('0.0.0.0/32');

/** Every address. */
export const everywhere = brand('0.0.0.0/0');

/** Reads a network. Reports a missing or bad prefix length, a bad address, and host bits. */
export function parseCidr(written: unknown, at: string, report: Report): Cidr {
  const [, address = '', prefix] =
    typeof written === 'string' ? (/^([^/]*)(?:\/(0|[1-9]\d*))?$/.exec(written) ?? []) : [];
  const number = readOctets(address);
  if (number === undefined) {
    report({ at, reason: `${shown(written)} is no IPv4 network`, next: 'write it as 192.0.2.0/24' });
    return unreadCidr;
  }
  if (prefix === undefined) {
    report({ at, reason: `${shown(written)} has no prefix length`, next: `write it, such as ${address}/24` });
    return unreadCidr;
  }
  const length = Number(prefix);
  if (length > 32) {
    report({ at, reason: `${shown(written)} has a prefix length over 32`, next: 'write one from 0 to 32' });
    return unreadCidr;
  }
  const network = cidrOf(number, length);
  if (network !== written)
    report({ at, reason: `${shown(written)} has host bits set`, next: `did you mean ${network}?` });
  // With host bits the network is still plain to see, so the checks that follow go on with it.
  return network;
}

/** First and last address of the network as numbers. */
export function cidrBounds(cidr: Cidr): { readonly first: number; readonly last: number } {
  const [address = '', prefix = '32'] = cidr.split('/');
  const first = readOctets(address) ?? 0;
  return { first, last: first + 2 ** (32 - Number(prefix)) - 1 };
}

/** The length of the network's prefix, 0 to 32. */
export function prefixLength(cidr: Cidr): number {
  return Number(cidr.split('/')[1]);
}

/** Whether the address lies in the network. An address or network that could not be read lies nowhere. */
export function cidrContains(cidr: Cidr, address: Ipv4): boolean {
  if (cidr === unreadCidr || address === unreadIpv4) return false;
  const { first, last } = cidrBounds(cidr);
  const number = ipv4ToNumber(address);
  return number >= first && number <= last;
}

/** Whether the whole network lies in another one. */
export function cidrWithin(inner: Cidr, outer: Cidr): boolean {
  const [small, big] = [cidrBounds(inner), cidrBounds(outer)];
  return small.first >= big.first && small.last <= big.last;
}

/** Whether two networks share an address. */
export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  if (a === unreadCidr || b === unreadCidr) return false;
  const left = cidrBounds(a);
  const right = cidrBounds(b);
  return left.first <= right.last && right.first <= left.last;
}

/** The address at a place in the network: 10 in `10.43.0.0/16` is `10.43.0.10`. */
export function addressAt(cidr: Cidr, offset: number): Ipv4 {
  return ipv4FromNumber(cidrBounds(cidr).first + offset);
}

/** The network that holds one address only. */
export function hostCidr(address: Ipv4): Cidr {
  return brand(`${address}/32`);
}

/** The network of a prefix length, 0 to 32, that an address lies in. */
export function networkAround(address: Ipv4, length: number): Cidr {
  return cidrOf(ipv4ToNumber(address), length);
}

function cidrOf(number: number, length: number): Cidr {
  const size = 2 ** (32 - length);
  return brand(`${ipv4FromNumber(Math.floor(number / size) * size)}/${length}`);
}

function brand(text: string): Cidr {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as Cidr;
}
