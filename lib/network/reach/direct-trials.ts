import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from '../../values';
import type { Transport } from '../firewall/rule';
import type { Peer } from '../policy';
import type { MachineModel } from '../topology/machine-model';
import type { Machine } from '../topology/topology';
import { sourceFor } from '../walk/travel';
import { walk } from '../walk/walk';
import { judgedAlike } from './alike';
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
      const [sender, receiver] = [senderAt(hosts, from, start, address), peerOf(to, target)];
      return [
        {
          where: `from ${start.name} to ${target.name}`,
          leads: [],
          egress: () =>
            judgedAlike(receiver, to.alike ?? [], (peer) => judge.egress(sender, peer, port, transport)),
          then: {
            kind: 'goes',
            walk: () => walk(hosts.ground, { from: start.name, to: address, transport, port }),
            ingress: () =>
              judgedAlike(sender, from.alike ?? [], (peer) => judge.ingress(peer, receiver, port, transport)),
          },
        },
      ];
    }),
  );
}

/** An end that sends, as policies see it: a machine with several cards has the address of the one by which it leaves. */
export function senderAt(hosts: MachineModel, from: End, start: Machine, to: Ipv4): Peer {
  const peer = peerOf(from, start);
  const standing = hosts.ground.standing.get(start.name);
  if (peer.kind !== 'address' || standing === undefined || start.interfaces.length < 2) return peer;
  return { ...peer, address: ipv4FromNumber(sourceFor(standing, ipv4ToNumber(to))) };
}

/**
 * The address by which a machine is called: one on a wire that both share, or its first. A node's is that of its network: its own
 * pods share a wire with it too, and call it by no other address than all others do.
 */
export function addressFor({ kind, interfaces }: Machine, from: Machine): Ipv4 | undefined {
  if (kind === 'node') return interfaces[0]?.address;
  const wires = new Set(from.interfaces.map(({ wire }) => wire));
  return (interfaces.find(({ wire }) => wires.has(wire)) ?? interfaces[0])?.address;
}
