import * as v from 'valibot';
import { type Cidr, cidr, cidrBounds } from './cidr';
import { ipv4, type Ipv4, ipv4ToNumber } from './ipv4';
import { type Parsed, parsedBy, refused } from './parsed';

/**
 * Blocks whose addresses cannot be reached from other machines.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const special = [
  { first: 0, last: 0x00ffffff, what: 'the unspecified network (0.0.0.0/8)' },
  { first: 0x7f000000, last: 0x7fffffff, what: 'loopback (127.0.0.0/8)' },
  { first: 0xa9fe0000, last: 0xa9feffff, what: 'link-local use (169.254.0.0/16)' },
  { first: 0xe0000000, last: 0xefffffff, what: 'multicast (224.0.0.0/4)' },
  { first: 0xf0000000, last: 0xffffffff, what: 'future use (240.0.0.0/4)' },
] as const;

/**
 * Checks that other machines can connect to an address. Loopback, link-local, multicast and reserved addresses are
 * rejected.
 */
export function parseHostAddress(address: Ipv4): Parsed<Ipv4> {
  const number = ipv4ToNumber(address);
  const block = special.find(({ first, last }) => number >= first && number <= last);
  return block === undefined
    ? { value: address }
    : refused(
        `"${address}" is reserved for ${block.what}`,
        'write the address of a network interface of the machine',
      );
}

/** Checks that machines or pods can have addresses in a network. */
export function parseHostNetwork(network: Cidr): Parsed<Cidr> {
  const { first, last } = cidrBounds(network);
  const block = special.find((some) => first <= some.last && last >= some.first);
  return block === undefined
    ? { value: network }
    : refused(
        `"${network}" contains addresses reserved for ${block.what}`,
        'write a private network, such as 192.168.4.0/24 or 10.42.0.0/16',
      );
}

/** The address of a machine. */
export const hostAddress = v.pipe(ipv4, parsedBy(parseHostAddress), v.title('IPv4 address of a machine'));
/** A network of machines or pods. */
export const hostNetwork = v.pipe(cidr, parsedBy(parseHostNetwork), v.title('IPv4 network'));
