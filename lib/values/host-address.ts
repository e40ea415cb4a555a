import * as v from 'valibot';
import { type Cidr, cidr, cidrBounds } from './cidr';
import { ipv4, type Ipv4, ipv4ToNumber } from './ipv4';
import { type Parsed, parsedBy, refused } from './parsed';

/** Blocks in which no machine has an address that others reach. https://www.iana.org/assignments/iana-ipv4-special-registry */
const special = [
  { first: 0, last: 0x00ffffff, what: 'this network itself (0.0.0.0/8)' },
  { first: 0x7f000000, last: 0x7fffffff, what: 'the machine itself (127.0.0.0/8)' },
  { first: 0xa9fe0000, last: 0xa9feffff, what: 'one cable alone (169.254.0.0/16)' },
  { first: 0xe0000000, last: 0xefffffff, what: 'groups (224.0.0.0/4)' },
  { first: 0xf0000000, last: 0xffffffff, what: 'nothing yet (240.0.0.0/4)' },
] as const;

/** Reads the address of a machine, to which others connect. Loopback, link-local, multicast and reserved ones are refused. */
export function parseHostAddress(address: Ipv4): Parsed<Ipv4> {
  const number = ipv4ToNumber(address);
  const block = special.find(({ first, last }) => number >= first && number <= last);
  return block === undefined
    ? { value: address }
    : refused(`"${address}" is for ${block.what}`, 'write the address of its card in a network');
}

/** Reads a network in which machines or pods have addresses. */
export function parseHostNetwork(network: Cidr): Parsed<Cidr> {
  const { first, last } = cidrBounds(network);
  const block = special.find((some) => first <= some.last && last >= some.first);
  return block === undefined
    ? { value: network }
    : refused(
        `"${network}" holds addresses for ${block.what}`,
        'write a private network, such as 192.168.4.0/24 or 10.42.0.0/16',
      );
}

/** The address of a machine. */
export const hostAddress = v.pipe(ipv4, parsedBy(parseHostAddress), v.title('IPv4 address of a machine'));
/** A network of machines or pods. */
export const hostNetwork = v.pipe(cidr, parsedBy(parseHostNetwork), v.title('IPv4 network'));
