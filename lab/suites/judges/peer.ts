import type { Peer } from '../../../lib/network/policy';
import type { End } from '../../../lib/testing/policy-worlds';
import { type Ipv4, parseIpv4, valueOf } from '../../../lib/values';

/** An address of a drawn end. */
export const addressOf = (text: string): Ipv4 => valueOf(parseIpv4(text));

/** A drawn end as lib/network/policy takes it. */
export function peerOf(end: End): Peer {
  switch (end.kind) {
    case 'pod': {
      const { address: own, ...rest } = end;
      return { ...rest, ...(own !== undefined && { address: addressOf(own) }) };
    }
    case 'node':
      return { ...end, address: addressOf(end.address) };
    case 'address':
      return { ...end, address: addressOf(end.address) };
  }
}
