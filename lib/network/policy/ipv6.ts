import { readIpv6, type Report, shown } from '../../values';

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
  const [bits, length] = [readIpv6(address), Number(prefix)];
  return bits !== undefined && length <= 128 ? { bits, length } : undefined;
}
