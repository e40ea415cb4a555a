import type { Node } from '../../../inventory';
import type { Ipv4 } from '../../../values';
import type { Transport } from '../../firewall/rule';
import type { Judgement, Peer } from '../../policy';
import type { MachineModel } from '../../topology/machine-model';
import type { Machine } from '../../topology/topology';
import type { ServiceTranslation } from '../../translation';
import { walk } from '../../walk/walk';
import type { Backend } from './backends';
import { judgedAlike } from '../alike';
import { addressFor, senderAt } from '../direct-trials';
import { leadingTo } from './door-topology';
import type { Door, DoorCall } from './door';
import { type End, nodePeer, peerOf } from '../end';
import type { ReachModel } from '../reach-model';
import { judgedBySources } from './source-ranges';
import type { Trial } from '../trial';

/** Every way by a Service to its pods or machines: from each place of the sender, by each node that may translate, to each backend. */
export function doorTrials(
  model: ReachModel,
  from: End,
  call: DoorCall,
  backends: readonly Backend[],
  transport: Transport,
): readonly Trial[] {
  const { translation } = model;
  if (translation === undefined) return [];
  const topologies = topologyMemory(model.hosts, translation, call, transport);
  return backends.flatMap((backend) =>
    from.places.flatMap(([start]) =>
      entriesOf(model, translation, start, call).flatMap((entry) =>
        backend.end.places.flatMap(([first, second]): readonly Trial[] => {
          const target = first.name === start.name ? second : first;
          return trialsBy(model, {
            from,
            start,
            entry,
            call,
            backend,
            target,
            transport,
            translation,
            topologies,
          });
        }),
      ),
    ),
  );
}

interface Way {
  readonly from: End;
  readonly start: Machine;
  readonly entry: Node;
  readonly call: DoorCall;
  readonly backend: Backend;
  readonly target: Machine;
  readonly transport: Transport;
  readonly translation: ServiceTranslation;
  readonly topologies: Topologies;
}

function trialsBy(model: ReachModel, way: Way): readonly Trial[] {
  const { from, start, entry, call, backend, target, transport, translation, topologies } = way;
  const { judge } = model;
  const { door, address, number } = call;
  const home = nodeOf(model, target) ?? entry;
  const senderNode = nodeOf(model, start);
  const anywhere = senderAt(model.hosts, from, start, call.called);
  const sender = senderNode === undefined ? anywhere : onNode(anywhere, senderNode);
  const receiver = onNode(peerOf(backend.end, target), home);
  const isInside = address === door.cluster;
  const seen = translation.seenFrom({
    sender,
    ...(senderNode !== undefined && { senderNode }),
    entry,
    asEntry: nodePeer(model.hosts, entry),
    home,
    isInside,
    local: door.local,
  });
  const where = `from ${start.name} by ${entry.name} to ${target.name}`;
  const leads = [
    `${address}:${number} is Service ${door.service}, which leads to ${backend.end.name} on ${transport} ${backend.port}`,
  ];
  const isTranslated = senderNode === entry || translation.atSender || sender.kind !== 'pod';
  const [goal, goalPort] =
    isTranslated || call.node === undefined
      ? [receiver, backend.port]
      : [nodePeer(model.hosts, call.node), number];
  const egress = () => judge.egress(sender, goal, goalPort, transport);
  if (seen === 'dropped')
    // A load balancer announces its address where a pod is; a node's port is called on the node that was asked.
    return call.node === undefined
      ? []
      : [{ where, leads, egress, then: { kind: 'dropped', reason: noPod(entry, door) } }];
  const to = addressFor(target, target);
  if (to === undefined) return [];
  const attempt = { from: start.name, to: call.called, transport, port: number };
  return [
    {
      where,
      leads,
      egress,
      then: {
        kind: 'goes',
        walk: () => walk(topologies(to, backend.port, entry).ground, attempt),
        gate: (walked) => judgedBySources(model, call, [sender, ...(from.alike ?? [])], walked),
        ingress: () =>
          oneOf(
            seen.map((source) =>
              judgedAlike(source, source === sender ? (from.alike ?? []) : [], (peer) =>
                judge.ingress(peer, receiver, backend.port, transport),
              ),
            ),
          ),
      },
    },
  ];
}

function noPod({ name }: Node, { service }: Door): string {
  return `where no pod of Service ${service} runs on ${name}, the node drops it (externalTrafficPolicy: Local)`;
}

/** Judgements of which one holds; only the running cluster knows which. */
function oneOf(judgements: readonly Judgement[]): Judgement {
  const [first, ...others] = judgements;
  if (first === undefined) throw new Error('a connection without a source');
  const other = others.find(({ verdict }) => verdict !== first.verdict);
  if (other === undefined) return first;
  const sentence = `with the sender's own address: ${first.sentence}; where the address is lost on the way: ${other.sentence}`;
  return { ...first, verdict: 'unknown', sentence };
}

/** Nodes that may translate the address: the sender's own, the one that is called, or any that has the address of a load balancer. */
function entriesOf(
  model: ReachModel,
  { atSender }: ServiceTranslation,
  start: Machine,
  { node, address, door, isBalanced }: DoorCall,
): readonly Node[] {
  const { facts } = model.hosts.plan;
  const own = nodeOf(model, start);
  // A node translates a load balancer's address wherever it sees it, also that of another node.
  if (own !== undefined && (node === undefined || isBalanced || atSender)) return [own];
  if (node !== undefined) return [node];
  // Whoever is on the wire of the nodes takes the first one for the way to Services.
  if (address === door.cluster) return facts.nodes.slice(0, 1);
  const names = new Set(model.hosts.typical.map(({ name }) => name));
  return facts.nodes.filter(({ name }) => names.has(name));
}

/** The node that a machine is, or on which a pod is. */
function nodeOf({ hosts }: ReachModel, { kind, name }: Machine): Node | undefined {
  const own = kind === 'pod' ? name.slice(name.indexOf('@') + 1) : name;
  return hosts.plan.facts.nodes.find((node) => node.name === own);
}

const placed = new WeakMap<Peer, Map<string, Peer>>();

/** Pods as they are on one node. The same value for the same pods and node, so that what is found out about them is kept. */
function onNode(peer: Peer, { name }: Node): Peer {
  if (peer.kind !== 'pod') return peer;
  const kept = placed.get(peer) ?? new Map<string, Peer>();
  placed.set(peer, kept);
  const known = kept.get(name) ?? { ...peer, node: name };
  kept.set(name, known);
  return known;
}

type Topologies = (to: Ipv4, port: number, entry: Node) => MachineModel;

function topologyMemory(
  hosts: MachineModel,
  { table }: ServiceTranslation,
  { door, address, number, node }: DoorCall,
  transport: Transport,
): Topologies {
  const kept = new Map<string, MachineModel>();
  return (to, targetPort, entry) => {
    const key = `${to} ${targetPort} ${entry.name}`;
    const known =
      kept.get(key) ??
      leadingTo(hosts, {
        table,
        address,
        port: number,
        transport,
        service: door.service,
        to,
        targetPort,
        ...(node === undefined ? address !== door.cluster && { entry: entry.name } : { at: entry.name }),
      });
    kept.set(key, known);
    return known;
  };
}
