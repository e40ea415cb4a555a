import type { Transport } from '../firewall/rule';
import type { End } from './end';
import type { ReachModel } from './reach-model';

/**
 * Where a policy blocks the port on which pods listen, but opens the one of the Service in front of them: policies see the port of
 * the pods, since Services are translated earlier.
 */
export function openedInstead(
  { doors, judge }: ReachModel,
  direction: 'ingress' | 'egress',
  from: End,
  { end, port }: { readonly end: End; readonly port: number },
  transport: Transport,
): string | undefined {
  const { peer } = end;
  if (peer.kind !== 'pod') return undefined;
  for (const door of doors) {
    if (door.leads.kind !== 'pods' || door.namespace !== peer.namespace) continue;
    if (!Object.entries(door.leads.selector).every(([key, value]) => peer.labels[key] === value)) continue;
    for (const one of door.ports) {
      const target =
        typeof one.target === 'number'
          ? one.target
          : end.offers.find(({ what }) => what === one.target)?.port;
      if (one.transport !== transport || target !== port || one.port === port) continue;
      const { verdict, by } = judge[direction](from.peer, peer, one.port, transport);
      if (verdict === 'allowed' && by.kind === 'rule')
        return `${by.rule} of ${by.policy} opens ${one.port}, the port of Service ${door.service}; the pods listen on ${port}, and policies see that one`;
    }
  }
  return undefined;
}
