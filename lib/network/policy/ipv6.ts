import { isIPv6 } from 'node:net';
import { type Report, shown } from '../../values';

/** What is asked of what a block leaves out: Kubernetes wants smaller networks, Cilium takes the whole block as well. */
export type ExceptRule = 'smaller' | 'within';

interface Ipv6Net {
  /** The address as 128 bits. */
  readonly bits: bigint;
  readonly length: number;
}

/** Reports what is not an IPv6 network in a block of them, and what the block leaves out though it is not inside. */
export function checkIpv6Block(
  { cidr, except }: { readonly cidr: string; readonly except: readonly string[] },
  wanted: ExceptRule,
  at: string,
  report: Report,
): void {
  const whole = readIpv6Net(cidr);
  if (whole === undefined)
    report({
      at: `${at}.cidr`,
      reason: `${shown(cidr)} is not an IPv6 network`,
      next: 'write it as 2001:db8::/32',
    });
  for (const [index, one] of except.entries()) {
    const hole = readIpv6Net(one);
    if (hole === undefined || (whole !== undefined && !isInside(hole, whole, wanted)))
      report({
        at: `${at}.except[${index}]`,
        reason: `${shown(one)} is not an IPv6 network inside ${cidr}`,
        next: 'write a smaller network of it',
      });
  }
}

function isInside(hole: Ipv6Net, whole: Ipv6Net, wanted: ExceptRule): boolean {
  const rest = BigInt(128 - whole.length);
  const isLonger = wanted === 'within' ? hole.length >= whole.length : hole.length > whole.length;
  return isLonger && hole.bits >> rest === whole.bits >> rest;
}

function readIpv6Net(written: string): Ipv6Net | undefined {
  const [, address = '', prefix = ''] = /^([^/%]+)\/(0|[1-9]\d{0,2})$/.exec(written) ?? [];
  const length = Number(prefix);
  return isIPv6(address) && prefix !== '' && length <= 128 ? { bits: bitsOf(address), length } : undefined;
}

/** The 128 bits of an address that is one. */
function bitsOf(address: string): bigint {
  const [before = '', after] = address.replace(/\d+(\.\d+){3}$/, dottedGroups).split('::');
  const head = before.split(':').filter((group) => group !== '');
  const tail = (after ?? '').split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const groups = [...head, ...zeros, ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** The IPv4 address at the end of an IPv6 one, as two groups. */
function dottedGroups(dotted: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
