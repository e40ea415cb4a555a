import { readOctets } from './ipv4';

/**
 * Reads an IPv6 address as a number of 128 bits: eight groups of up to four hexadecimal digits, of which one run of zeros
 * may be left out as `::` and the last two may be an IPv4 address (RFC 4291, section 2.2). A zone such as `%eth0` is
 * refused, since it means something on one machine only.
 * @returns undefined where the text is not an address
 */
export function readIpv6(text: string): bigint | undefined {
  // The longest form is `0000:0000:0000:0000:0000:0000:255.255.255.255`.
  if (text.length > 45) return undefined;
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const head = groupsOf(before, after === undefined);
  const tail = groupsOf(after ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  // RFC 4291 says "one or more groups of zeros"; Go and glibc refuse `::` that leaves out none.
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

/** The groups on one side of `::`, of which the last may be an IPv4 address where the address ends. */
function groupsOf(side: string, isEnd: boolean): number[] | undefined {
  if (side === '') return [];
  const groups: number[] = [];
  const written = side.split(':');
  for (const [index, group] of written.entries()) {
    if (/^[\da-f]{1,4}$/i.test(group)) groups.push(Number.parseInt(group, 16));
    else {
      const octets = isEnd && index === written.length - 1 ? readOctets(group) : undefined;
      if (octets === undefined) return undefined;
      groups.push(Math.floor(octets / 65_536), octets % 65_536);
    }
  }
  return groups;
}
