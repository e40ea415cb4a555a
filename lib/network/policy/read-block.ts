import { parseCidr, type Report, unreadCidr } from '../../values';
import type { RulePeer } from './policy';

/** A block of addresses. One of IPv6 is read as nobody: all ends that are judged have IPv4 addresses. */
export function readBlock(cidr: string, except: readonly string[], at: string, report: Report): RulePeer {
  if (cidr.includes(':')) return { kind: 'nobody', text: cidr };
  const read = {
    cidr: parseCidr(cidr, `${at}.cidr`, report),
    except: except.map((one, index) => parseCidr(one, `${at}.except[${index}]`, report)),
  };
  return [read.cidr, ...read.except].includes(unreadCidr)
    ? { kind: 'unclear', reason: 'a network cannot be read' }
    : { kind: 'block', ...read };
}
