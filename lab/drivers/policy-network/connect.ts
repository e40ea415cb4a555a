import * as v from 'valibot';
import type { AddressPeer, NodePeer, Transport } from '../../../lib/network/policy';
import { type PlacedPod, policyNodes } from './cluster';
import type { Scene } from '../../harness';
import { outsideNamespace, podNamespace } from './layout';

/** Where a connection begins or ends. */
export type PlacedEnd = PlacedPod | NodePeer | AddressPeer;

/** A connection that is tried. */
export interface Connection {
  readonly from: PlacedEnd;
  readonly to: PlacedEnd;
  readonly port: number;
  readonly transport: Transport;
}

/**
 * Tries connections on the kernel, all of a place at once. By TCP and UDP somebody answers; of SCTP, which not every kernel can
 * speak, the packet that opens an association has to arrive.
 * @param pods every pod of the cluster, in its order
 * @returns for each whether it came through
 */
export async function tryConnections(
  scene: Scene,
  pods: readonly PlacedPod[],
  connections: readonly Connection[],
  milliseconds: number,
): Promise<readonly boolean[]> {
  const places: { readonly namespace: string; readonly addresses: string[] }[] = [];
  const known = new Map<string, number>();
  const placeOf = (end: PlacedEnd): number => {
    const name = namespaceOf(end, pods);
    const place = known.get(name) ?? places.push({ namespace: `/run/netns/${name}`, addresses: [] }) - 1;
    known.set(name, place);
    const addresses = places[place]?.addresses ?? [];
    if (!addresses.includes(end.address)) addresses.push(end.address);
    return place;
  };
  const attempts = connections.map(({ from, to, port, transport }) => {
    placeOf(to);
    // A node takes the address of the device by which its packets leave.
    const source = from.kind === 'node' ? '0.0.0.0' : from.address;
    return { place: placeOf(from), from: source, to: to.address, port, transport };
  });
  const ports = [...new Set(connections.map(({ port }) => port))];
  const { stdout } = await scene.run(scene.program('kube-router', 'kube-router'), ['connect'], {
    input: JSON.stringify({ places, ports, attempts, milliseconds }),
    limit: 120,
  });
  return v.parse(v.pipe(v.array(v.boolean()), v.length(connections.length)), JSON.parse(stdout));
}

function namespaceOf(end: PlacedEnd, pods: readonly PlacedPod[]): string {
  if (end.kind === 'pod') return podNamespace(pods.indexOf(end));
  if (end.kind === 'node') return end.name;
  return outsideNamespace;
}

/** The nodes as ends of connections. */
export const nodeEnds: readonly NodePeer[] = policyNodes.map(({ peer }) => peer);
