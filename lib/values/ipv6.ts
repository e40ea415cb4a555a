import { readOctets } from './ipv4';

/**
 * Parses an IPv6 address as a 128-bit number (RFC 4291, section 2.2): eight groups of up to four hexadecimal digits.
 * `::` replaces one run of zero groups, and an IPv4 address may replace the last two groups. A zone such as `%eth0`
 * is rejected, because it depends on the machine. @returns undefined if the text is not an address
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
  // RFC 4291 says "one or more groups of zeros"; Go and glibc reject a `::` that replaces none.
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

/** The groups on one side of `::`. The last one may be an IPv4 address at the end of the whole address. */
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
