import * as v from 'valibot';
import type { Brand } from './brand';
import { type Ipv4, ipv4FromNumber, ipv4ToNumber, readOctets } from './ipv4';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** An IPv4 network in CIDR form, without host bits: `192.168.4.0/24`. */
export type Cidr = string & Brand<'Cidr'>;

/** Every address. */
export const everywhere = brand('0.0.0.0/0');

/** Parses a network. Rejects an invalid address, a missing or invalid prefix length, and host bits. */
export function parseCidr(written: string): Parsed<Cidr> {
  const [address, prefix] = halves(written);
  if (readOctets(address) === undefined)
    return refused(`${shown(written)} is not a valid IPv4 network`, 'write it as 192.0.2.0/24');
  if (prefix === undefined)
    return refused(`${shown(written)} has no prefix length`, `write it, such as ${address}/24`);
  const network = networkIn(written);
  if (network === undefined)
    return refused(`${shown(written)} has a prefix length over 32`, 'write one from 0 to 32');
  return network === written
    ? { value: network }
    : refused(`${shown(written)} has host bits set`, `did you mean ${network}?`);
}

/**
 * The network of an address with a prefix length, or undefined if the text is not one. Host bits are cleared, as
 * Kubernetes does.
 */
export function networkIn(written: string): Cidr | undefined {
  const [address, prefix] = halves(written);
  const number = readOctets(address);
  return number === undefined || prefix === undefined || Number(prefix) > 32
    ? undefined
    : cidrOf(number, Number(prefix));
}

function halves(written: string): readonly [address: string, prefix: string | undefined] {
  const [, address = '', prefix] = /^([^/]*)(?:\/(0|[1-9]\d*))?$/.exec(written) ?? [];
  return [address, prefix];
}

/** An IPv4 network in CIDR form. */
export const cidr = v.pipe(v.string(), parsedBy(parseCidr), v.title('IPv4 network in CIDR form'));

/** First and last address of the network as numbers. */
export function cidrBounds(cidr: Cidr): CidrBounds {
  const known = bounds.get(cidr);
  if (known !== undefined) return known;
  const [address = '', prefix = '32'] = cidr.split('/');
  const first = readOctets(address) ?? 0;
  const found = { first, last: first + 2 ** (32 - Number(prefix)) - 1 };
  bounds.set(cidr, found);
  return found;
}

interface CidrBounds {
  readonly first: number;
  readonly last: number;
}

/** A cache: a cluster has only a few networks for each node, and they are looked up often. */
const bounds = new Map<Cidr, CidrBounds>();

/** The length of the network's prefix, 0 to 32. */
export function prefixLength(cidr: Cidr): number {
  return Number(cidr.split('/')[1]);
}

/** Whether the network contains the address. */
export function cidrContains(cidr: Cidr, address: Ipv4): boolean {
  const { first, last } = cidrBounds(cidr);
  const number = ipv4ToNumber(address);
  return number >= first && number <= last;
}

/** Whether the outer network contains the whole inner one. */
export function cidrWithin(inner: Cidr, outer: Cidr): boolean {
  const [small, big] = [cidrBounds(inner), cidrBounds(outer)];
  return small.first >= big.first && small.last <= big.last;
}

/** Whether two networks share an address. */
export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  const left = cidrBounds(a);
  const right = cidrBounds(b);
  return left.first <= right.last && right.first <= left.last;
}

/** The address at an offset in the network: 10 in `10.43.0.0/16` is `10.43.0.10`. */
export function addressAt(cidr: Cidr, offset: number): Ipv4 {
  return ipv4FromNumber(cidrBounds(cidr).first + offset);
}

/** The /32 network of one address. */
export function hostCidr(address: Ipv4): Cidr {
  return brand(`${address}/32`);
}

/** The network of a prefix length (0 to 32) that contains the address. */
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
