import * as v from 'valibot';
import { type Cidr, cidrBounds } from './cidr';
import { type Ipv4, ipv4ToNumber, parseIpv4 } from './ipv4';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Addresses from first to last, both included. */
export interface AddressRange {
  readonly first: Ipv4;
  readonly last: Ipv4;
}

/** Parses `192.168.1.240-192.168.1.250`. Rejects invalid addresses and a reversed range. */
export function parseAddressRange(written: string): Parsed<AddressRange> {
  const [from = '', to, more] = written.split('-', 3).map((part) => part.trim());
  if (to === undefined || more !== undefined)
    return refused(`${shown(written)} is not an address range`, 'write it as 192.0.2.10-192.0.2.20');
  const [first, last] = [parseIpv4(from), parseIpv4(to)];
  if ('refused' in first) return first;
  if ('refused' in last) return last;
  const range = { first: first.value, last: last.value };
  if (ipv4ToNumber(range.first) <= ipv4ToNumber(range.last)) return { value: range };
  const turned = rangeText({ first: range.last, last: range.first });
  return refused(`${shown(written)} ends before it begins`, `did you mean ${turned}?`);
}

/** Addresses from first to last, both included. */
export const addressRange = v.pipe(
  v.string(),
  parsedBy(parseAddressRange),
  v.title('range of IPv4 addresses'),
);

/** The range in the form that cluster files use. */
export function rangeText(range: AddressRange): string {
  return `${range.first}-${range.last}`;
}

/** Whether the range contains the address. */
export function rangeContains(range: AddressRange, address: Ipv4): boolean {
  const number = ipv4ToNumber(address);
  return number >= ipv4ToNumber(range.first) && number <= ipv4ToNumber(range.last);
}

/** Whether two ranges share an address. */
export function rangesOverlap(a: AddressRange, b: AddressRange): boolean {
  return ipv4ToNumber(a.first) <= ipv4ToNumber(b.last) && ipv4ToNumber(b.first) <= ipv4ToNumber(a.last);
}

/** Whether the network contains the whole range. */
export function rangeWithin(range: AddressRange, cidr: Cidr): boolean {
  const { first, last } = cidrBounds(cidr);
  return ipv4ToNumber(range.first) >= first && ipv4ToNumber(range.last) <= last;
}
