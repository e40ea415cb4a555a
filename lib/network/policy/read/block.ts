import {
  accepted,
  type Cidr,
  cidrWithin,
  networkIn,
  parseCidr,
  prefixLength,
  readIpv6,
  type Report,
  shown,
} from '../../../values';
import type { RulePeer } from '../policy';

/**
 * A block of addresses. One of IPv6 holds none of the ends that are judged, which have IPv4 addresses.
 * @param report takes what is refused
 * @param mention takes what is read all the same: host bits
 * https://github.com/kubernetes/kubernetes at v1.33.13, pkg/apis/networking/validation, ValidateIPBlock
 */
export function readBlock(
  { cidr, except }: { readonly cidr: string; readonly except: readonly string[] },
  wanted: ExceptRule,
  at: string,
  report: Report,
  mention: Report,
): RulePeer {
  if (cidr.includes(':')) {
    checkIpv6Block({ cidr, except }, wanted, at, report);
    return { kind: 'none', text: cidr };
  }
  const whole = readNet(cidr, `${at}.cidr`, report, mention);
  const holes = except.map((one, index) => {
    const place = `${at}.except[${index}]`;
    const hole = readNet(one, place, report, mention);
    if (hole !== undefined && whole !== undefined && !isInside(hole, whole, wanted))
      report({
        at: place,
        reason: `${shown(one)} is not inside ${whole}`,
        next: 'write a smaller network of it',
      });
    return hole;
  });
  if (whole === undefined || holes.includes(undefined))
    return { kind: 'unclear', reason: 'a network cannot be read' };
  const closed = holes.flatMap((hole) => (hole === undefined ? [] : [hole]));
  return {
    kind: 'block',
    text: closed.length === 0 ? whole : `${whole} except ${closed.join(', ')}`,
    nets: [{ cidr: whole, opens: true }, ...closed.map((hole) => ({ cidr: hole, opens: false }))],
  };
}

function readNet(written: string, at: string, report: Report, mention: Report): Cidr | undefined {
  const net = networkIn(written);
  accepted(parseCidr(written), at, net === undefined ? report : mention);
  return net;
}

function isInside(hole: Cidr, whole: Cidr, wanted: ExceptRule): boolean {
  return cidrWithin(hole, whole) && (wanted === 'within' || prefixLength(hole) > prefixLength(whole));
}

/** What is asked of what a block leaves out: Kubernetes wants smaller networks, others take the whole block as well. */
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
    if (hole === undefined || (whole !== undefined && !isInsideIpv6(hole, whole, wanted)))
      report({
        at: `${at}.except[${index}]`,
        reason: `${shown(one)} is not an IPv6 network inside ${cidr}`,
        next: 'write a smaller network of it',
      });
  }
}

function isInsideIpv6(hole: Ipv6Net, whole: Ipv6Net, wanted: ExceptRule): boolean {
  const rest = BigInt(128 - whole.length);
  const isLonger = wanted === 'within' ? hole.length >= whole.length : hole.length > whole.length;
  return isLonger && hole.bits >> rest === whole.bits >> rest;
}

function readIpv6Net(written: string): Ipv6Net | undefined {
  const [, address = '', prefix = ''] = /^([^/%]+)\/(0|[1-9]\d{0,2})$/.exec(written) ?? [];
  const [bits, length] = [readIpv6(address), Number(prefix)];
  return bits !== undefined && length <= 128 ? { bits, length } : undefined;
}
