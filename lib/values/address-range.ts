import { type Cidr, cidrBounds, unreadCidr } from './cidr';
import { type Ipv4, ipv4ToNumber, parseIpv4, unreadIpv4 } from './ipv4';
import { type Report, shown } from './problem';

/** Addresses from first to last, both included. */
export interface AddressRange {
  readonly first: Ipv4;
  readonly last: Ipv4;
}

/** Reads `192.168.1.240-192.168.1.250`. Reports bad addresses and a reversed range. */
export function parseAddressRange(written: unknown, at: string, report: Report): AddressRange {
  const parts = typeof written === 'string' ? written.split('-').map((part) => part.trim()) : [];
  if (parts.length !== 2) {
    report({
      at,
      reason: `${shown(written)} is no address range`,
      next: 'write it as 192.0.2.10-192.0.2.20',
    });
    return { first: unreadIpv4, last: unreadIpv4 };
  }
  const range = { first: parseIpv4(parts[0], at, report), last: parseIpv4(parts[1], at, report) };
  if (isUnread(range) || ipv4ToNumber(range.first) <= ipv4ToNumber(range.last)) return range;
  const turned = { first: range.last, last: range.first };
  report({ at, reason: `${shown(written)} runs backwards`, next: `did you mean ${rangeText(turned)}?` });
  return turned;
}

/** The range as a person writes it. */
export function rangeText(range: AddressRange): string {
  return `${range.first}-${range.last}`;
}

/** Whether the address lies in the range. */
export function rangeContains(range: AddressRange, address: Ipv4): boolean {
  if (isUnread(range) || address === unreadIpv4) return false;
  const number = ipv4ToNumber(address);
  return number >= ipv4ToNumber(range.first) && number <= ipv4ToNumber(range.last);
}

/** Whether two ranges share an address. */
export function rangesOverlap(a: AddressRange, b: AddressRange): boolean {
  if (isUnread(a) || isUnread(b)) return false;
  return ipv4ToNumber(a.first) <= ipv4ToNumber(b.last) && ipv4ToNumber(b.first) <= ipv4ToNumber(a.last);
}

/** Whether the whole range lies in the network. What could not be read lies anywhere. */
export function rangeWithin(range: AddressRange, cidr: Cidr): boolean {
  if (isUnread(range) || cidr === unreadCidr) return true;
  const { first, last } = cidrBounds(cidr);
  return ipv4ToNumber(range.first) >= first && ipv4ToNumber(range.last) <= last;
}

function isUnread(range: AddressRange): boolean {
  return range.first === unreadIpv4 || range.last === unreadIpv4;
}
