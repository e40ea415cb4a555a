import { type Report, shown } from './problem';

declare const ipv4Brand: unique symbol;
/** An IPv4 address of a host in dotted form, without leading zeros: `192.168.4.1`. */
export type Ipv4 = string & { readonly [ipv4Brand]: true };

/** What a parser hands on after it has reported a problem; later checks pass over it. */
export const unreadIpv4 = brand('0.0.0.0');

/** Reads an IPv4 address. Reports anything else, `0.0.0.0` included: it is no host's address. */
export function parseIpv4(written: unknown, at: string, report: Report): Ipv4 {
  const number = typeof written === 'string' ? readOctets(written) : undefined;
  if (number !== undefined && number > 0) return ipv4FromNumber(number);
  const cidr = typeof written === 'string' && written.includes('/');
  report({
    at,
    reason: `${shown(written)} is no IPv4 address`,
    next: cidr
      ? 'write the address without its prefix length'
      : 'write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
  });
  return unreadIpv4;
}

/** The address as an unsigned 32-bit number, for comparing and counting. */
export function ipv4ToNumber(address: Ipv4): number {
  return readOctets(address) ?? 0;
}

/** The address that the unsigned 32-bit number stands for. */
export function ipv4FromNumber(number: number): Ipv4 {
  return brand([24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.'));
}

/** Reads dotted octets as a number. Leading zeros are refused, since C libraries read `010` as 8. */
export function readOctets(text: string): number | undefined {
  const octets = text.split('.');
  if (
    octets.length !== 4 ||
    !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
  )
    return undefined;
  return octets.reduce((number, octet) => number * 256 + Number(octet), 0);
}

function brand(text: string): Ipv4 {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as Ipv4;
}
