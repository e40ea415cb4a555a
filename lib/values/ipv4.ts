import * as v from 'valibot';
import type { Brand } from './brand';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** An IPv4 address of a host in dotted form, without leading zeros: `192.168.4.1`. */
export type Ipv4 = string & Brand<'Ipv4'>;

/** Parses the IPv4 address of a host. Rejects `0.0.0.0`, which no host can have. */
export function parseIpv4(written: string): Parsed<Ipv4> {
  const number = readOctets(written);
  if (number !== undefined && number > 0) return { value: ipv4FromNumber(number) };
  return refused(
    `${shown(written)} is not a valid IPv4 address`,
    written.includes('/')
      ? 'write the address without its prefix length'
      : 'write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
  );
}

/** An IPv4 address of a host. */
export const ipv4 = v.pipe(v.string(), parsedBy(parseIpv4), v.title('IPv4 address'));

/** The address as an unsigned 32-bit number, for comparing and counting. */
export function ipv4ToNumber(address: Ipv4): number {
  return readOctets(address) ?? 0;
}

/** The address with this value as an unsigned 32-bit number. */
export function ipv4FromNumber(number: number): Ipv4 {
  return brand([24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.'));
}

/** Parses dotted octets as a number. Leading zeros are rejected, because C libraries read `010` as 8. */
export function readOctets(text: string): number | undefined {
  const octets = text.split('.', 5);
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
