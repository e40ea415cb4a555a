import {
  accepted,
  type Cidr,
  cidrWithin,
  networkIn,
  parseCidr,
  prefixLength,
  type Report,
  shown,
} from '../../values';
import { checkIpv6Block, type ExceptRule } from './ipv6';
import type { RulePeer } from './policy';

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
    return { kind: 'nobody', text: cidr };
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
