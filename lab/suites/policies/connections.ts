import type { AddressPeer } from '../../../lib/network/policy';
import type { PlacedPod } from '../../drivers/policy-network/cluster';
import { type Connection, nodeEnds, type PlacedEnd } from '../../drivers/policy-network/connect';

const transports = ['tcp', 'udp', 'sctp'] as const;

/**
 * Every pair that policies may keep apart, on every port over every transport: pods with pods, nodes and addresses outside. A node
 * is not tried as a sender to itself or outside, of which policies say nothing.
 */
export function everyConnection(
  pods: readonly PlacedPod[],
  outside: readonly AddressPeer[],
  ports: readonly number[],
): readonly Connection[] {
  const others: readonly PlacedEnd[] = [...nodeEnds, ...outside];
  const pairs = pods.flatMap((pod) => [
    ...[...pods, ...others].filter((to) => to !== pod).map((to) => ({ from: pod, to })),
    ...others.map((from) => ({ from, to: pod })),
  ]);
  return pairs.flatMap((pair) =>
    ports.flatMap((port) => transports.map((transport) => ({ ...pair, port, transport }))),
  );
}
