import type { Host, Node } from '../../inventory';
import type { Ipv4 } from '../../values';
import { machinesIn } from '../audit/zone-machines';
import type { Transport } from '../firewall/rule';
import type { OwnedWorkload } from '../flows/flows';
import type { AddressPeer, NodePeer, Peer, PodPeer } from '../policy';
import type { MachineModel } from '../topology/machine-model';
import { podName } from '../topology/node-machines';
import type { Machine } from '../topology/topology';
import type { GivenPods } from '../given-pods';
import { podPeer, type ReachModel } from './reach-model';

/** One end of a connection that somebody asks about. */
export interface End {
  /** As people call it: `kafka/broker`, `hamal`, `internet`. */
  readonly name: string;
  /** As policies see it, wherever it is. */
  readonly peer: Peer;
  /** As policies see it at a machine, where that differs from one machine to the next. */
  readonly peerAt?: ReadonlyMap<string, Peer>;
  /** Further peers of those that are asked about as one. @default it is one */
  readonly alike?: readonly AddressPeer[];
  /** Machines of the topology at which it may be; the second of a pair is taken where both ends would be one pod. */
  readonly places: readonly (readonly [Machine, Machine])[];
  /** Whether it is at all of its places, as networks are, and not at one of them that only the cluster knows. @default at one */
  readonly everywhere?: true;
  /** Ports on which something answers there. */
  readonly offers: readonly Offer[];
  /** The address that is called, where it is not that of the machine: a Service's. */
  readonly calls?: Ipv4;
  /** What is taken for granted about it. */
  readonly assumes?: string;
  /** Why nothing sure can be said of it. */
  readonly unknown?: string;
}

/** A port on which something answers. */
export interface Offer {
  readonly port: number;
  readonly transport: Transport;
  /** What is there: the listener's name, or what the flow is for. */
  readonly what: string;
}

/** An end as policies see it at a machine. */
export function peerOf({ peer, peerAt }: End, { name }: Machine): Peer {
  return peerAt?.get(name) ?? peer;
}

/** Pods of a workload, on whichever node they run. */
export function workloadEnd(model: ReachModel, { component, workload }: OwnedWorkload): End {
  const name = workload.name === component.name ? component.name : `${component.name}/${workload.name}`;
  const offers = workload.listens.map(({ port, transport, name: what }) => ({ port, transport, what }));
  if (workload.hostNetwork) return { ...nodesEnd(model, name), offers };
  const peer = podPeer(model.namespaces, component.namespace, workload);
  return { name, peer, places: podPlaces(model.hosts), offers };
}

/** Pods that come with the distribution. */
export function givenEnd(model: ReachModel, { name, namespace, labels, ports }: GivenPods): End {
  const offers = ports.map(({ port, transport, name: what }) => ({ port, transport, what }));
  const namespaceLabels = model.namespaces.get(namespace) ?? {};
  const peer: PodPeer = { kind: 'pod', namespace, namespaceLabels, labels, ports };
  return { name: `${namespace}/${name}`, peer, places: podPlaces(model.hosts), offers };
}

/** Pods that nothing of the cluster declares: what policies say of them holds only as far as these labels go. */
export function undeclaredEnd(
  model: ReachModel,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): End {
  const text = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const name = `${namespace}/${text.join(',')}`;
  const namespaceLabels = model.namespaces.get(namespace);
  const peer: PodPeer = {
    kind: 'pod',
    namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels,
    moreLabels: true,
  };
  const reason = model.namespaces.has(namespace)
    ? `nothing declares pods with ${text.join(', ')} in namespace ${namespace}, so their other labels and their ports are not known`
    : `nothing declares namespace ${namespace}, so its labels, its policies and its pods are not known`;
  return { name, peer, places: podPlaces(model.hosts), offers: [], unknown: reason };
}

/** A node, or what runs on its network. */
export function nodeEnd({ hosts }: ReachModel, node: Node): End {
  return {
    name: node.name,
    peer: nodePeer(hosts, node),
    places: placesOf(hosts, [node.name]),
    offers: offersOf(hosts, node.name),
  };
}

/** Whatever is on the network of nodes, on whichever of them. */
export function nodesEnd({ hosts }: ReachModel, name: string): End {
  const peers = hosts.typical.flatMap((machine) => {
    const node = hosts.plan.facts.nodes.find((one) => one.name === machine.name);
    return node === undefined ? [] : [[machine.name, nodePeer(hosts, node)] as const];
  });
  const [first] = peers;
  return {
    name,
    peer: first?.[1] ?? addressPeer(hosts, hosts.plan.facts.api.address),
    peerAt: new Map(peers),
    places: hosts.typical.map((node) => [node, node] as const),
    offers: [],
  };
}

/** A host beside the cluster. */
export function hostEnd({ hosts }: ReachModel, { name, address }: Host): End {
  return {
    name,
    peer: addressPeer(hosts, address),
    places: placesOf(hosts, [name]),
    offers: offersOf(hosts, name),
  };
}

/** Somebody outside the cluster, at one or several machines of the topology. */
export function outsideEnd(
  { hosts }: ReachModel,
  name: string,
  machines: readonly string[],
  alike: readonly Ipv4[] = [],
): End {
  const places = placesOf(hosts, machines);
  const peers = places.flatMap(([{ name: at, interfaces }]) => {
    const own = interfaces[0]?.address;
    return own === undefined ? [] : [[at, addressPeer(hosts, own)] as const];
  });
  return {
    name,
    peer: peers[0]?.[1] ?? addressPeer(hosts, hosts.plan.facts.api.address),
    peerAt: new Map(peers),
    places,
    everywhere: true,
    ...(alike.length > 0 && { alike: alike.map((address) => addressPeer(hosts, address)) }),
    offers: [],
  };
}

function addressPeer({ plan: { facts } }: MachineModel, address: Ipv4): AddressPeer {
  const servesApi = facts.distribution.managed && address === facts.api.address;
  return { kind: 'address', address, ...(servesApi && { servesApi }) };
}

/** One peer for a node of a model, so that what is found out about it is kept. */
const nodePeers = new WeakMap<MachineModel, Map<string, NodePeer>>();

/** A node, as policies see it. */
export function nodePeer(model: MachineModel, { name, address, role, labels }: Node): NodePeer {
  const kept = nodePeers.get(model) ?? new Map<string, NodePeer>();
  nodePeers.set(model, kept);
  const known = kept.get(name) ?? { kind: 'node', name, address, role, labels };
  kept.set(name, known);
  return known;
}

function placesOf({ ground }: MachineModel, names: readonly string[]): End['places'] {
  return names.flatMap((name) => {
    const machine = ground.standing.get(name)?.machine;
    return machine === undefined ? [] : [[machine, machine] as const];
  });
}

/** One list for all workloads of a model, so that what is found out about it holds for every one of them. */
const podPlacesOf = new WeakMap<MachineModel, End['places']>();

function podPlaces(model: MachineModel): End['places'] {
  const known = podPlacesOf.get(model) ?? findPodPlaces(model);
  podPlacesOf.set(model, known);
  return known;
}

function findPodPlaces(model: MachineModel): End['places'] {
  const of = (name: string) => model.ground.standing.get(name)?.machine;
  return model.typical.flatMap((node) => {
    const [one, other] = [of(podName(node, 1)), of(podName(node, 2))];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
}

/** The ports that flows lead to on a machine. */
function offersOf(model: MachineModel, name: string): readonly Offer[] {
  const nodes = model.topology.machines.filter((machine) => machine.kind === 'node');
  const offers = model.flows
    .filter(({ to }) => to.kind !== 'pods' && machinesIn(to, model, nodes).some((one) => one.name === name))
    .map(({ ports, transport, why }) => ({ port: ports.first, transport, what: why }));
  return [...new Map(offers.map((offer) => [`${offer.port}/${offer.transport}`, offer])).values()];
}
