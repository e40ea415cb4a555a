import type { Ipv4 } from '../../values';
import type { Transport } from '../firewall/rule';
import type { Machine } from '../scene/scene';
import { walk } from '../walk/walk';
import { type End, peerOf } from './end';
import type { ReachModel } from './reach-model';
import type { Trial } from './trial';

/** Every way to an end that is called itself: from each place where the one may be to each of the other. */
export function directTrials(
  { hosts, judge }: ReachModel,
  from: End,
  to: End,
  port: number,
  transport: Transport,
): readonly Trial[] {
  return from.places.flatMap(([start]) =>
    to.places.flatMap(([first, second]): Trial[] => {
      const target = first === start ? second : first;
      const address = to.calls ?? addressFor(target, start);
      if (address === undefined) return [];
      const [sender, receiver] = [peerOf(from, start), peerOf(to, target)];
      return [
        {
          where: `from ${start.name} to ${target.name}`,
          leads: [],
          egress: () => judge.egress(sender, receiver, port, transport),
          then: {
            kind: 'goes',
            walk: () => walk(hosts.ground, { from: start.name, to: address, transport, port }),
            ingress: () => judge.ingress(sender, receiver, port, transport),
          },
        },
      ];
    }),
  );
}

/** The address by which a machine is called: one on a wire that both share, or its first. */
export function addressFor({ interfaces }: Machine, from: Machine): Ipv4 | undefined {
  const wires = new Set(from.interfaces.map(({ wire }) => wire));
  return (interfaces.find(({ wire }) => wires.has(wire)) ?? interfaces[0])?.address;
}
