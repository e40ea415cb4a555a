import type { Host, Node } from '../../inventory';
import type { Ipv4 } from '../../values';
import type { Place } from '../flows';
import type { Transport } from '../firewall/rule';
import type { AddressPeer, NodePeer, Peer, PodPeer } from '../policy';
import type { HostModel } from '../scene/host-model';
import { podName } from '../scene/node-machines';
import type { Machine } from '../scene/scene';
import { machinesIn } from '../audit/zone-machines';

/** One end of a connection that somebody asks about. */
export interface End {
  /** As people call it: `kafka/broker`, `hamal`, `internet`. */
  readonly name: string;
  /** As policies see it. */
  readonly peer: Peer;
  /** Machines of the scene at which it may be; the second of a pair is taken where both ends would be one pod. */
  readonly places: readonly (readonly [Machine, Machine])[];
  /** Ports on which something answers there. */
  readonly offers: readonly Offer[];
  /** The address that is called, where it is not that of the machine: a Service's. */
  readonly calls?: Ipv4;
  /** The cluster's network in which nobody whom the inventory knows has the address; a stranger of the scene stands in. */
  readonly strangerOn?: string;
}

/** A port on which something answers. */
export interface Offer {
  readonly port: number;
  readonly transport: Transport;
  /** What is there: the listener's name, or what the flow is for. */
  readonly what: string;
}

/** Pods of a workload, on whichever node they run. */
export function workloadEnd(model: HostModel, place: Place): End {
  const { component, workload } = place;
  const name = workload.name === component.name ? component.name : `${component.name}/${workload.name}`;
  const offers = workload.listens.map(({ port, transport, name: what }) => ({ port, transport, what }));
  if (workload.hostNetwork) {
    const [node] = model.plan.facts.nodes;
    const end = node === undefined ? undefined : nodeEnd(model, node);
    if (end !== undefined) return { ...end, name, places: nodePlaces(model), offers };
  }
  const peer: PodPeer = {
    kind: 'pod',
    namespace: component.namespace,
    namespaceLabels: {},
    labels: workload.pods,
    ports: workload.listens.map(({ name: port, port: number, transport }) => ({
      name: port,
      port: number,
      transport,
    })),
  };
  return { name, peer, places: podPlaces(model), offers };
}

/** Pods that no component of the cluster declares. */
export function podsEnd(model: HostModel, namespace: string, labels: Readonly<Record<string, string>>): End {
  const peer: PodPeer = { kind: 'pod', namespace, namespaceLabels: {}, labels, ports: [] };
  const text = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return { name: `${namespace}/${text.join(',')}`, peer, places: podPlaces(model), offers: [] };
}

/** A node, or what runs on its network. */
export function nodeEnd(model: HostModel, node: Node): End {
  const { name, address, role, labels } = node;
  const peer: NodePeer = { kind: 'node', name, address, role, labels };
  return { name, peer, places: placesOf(model, [name]), offers: offersOf(model, name) };
}

/** A host beside the cluster. */
export function hostEnd(model: HostModel, { name, address }: Host): End {
  return {
    name,
    peer: { kind: 'address', address },
    places: placesOf(model, [name]),
    offers: offersOf(model, name),
  };
}

/** Somebody outside the cluster, who stands where a machine of the scene does. */
export function outsideEnd(model: HostModel, name: string, machines: readonly string[], address?: Ipv4): End {
  const places = placesOf(model, machines);
  const own = address ?? places[0]?.[0].interfaces[0]?.address;
  const peer: AddressPeer | undefined = own === undefined ? undefined : { kind: 'address', address: own };
  return {
    name,
    peer: peer ?? { kind: 'address', address: model.plan.facts.api.address },
    places,
    offers: [],
  };
}

function placesOf({ ground }: HostModel, names: readonly string[]): End['places'] {
  return names.flatMap((name) => {
    const machine = ground.standing.get(name)?.machine;
    return machine === undefined ? [] : [[machine, machine] as const];
  });
}

/** One list for all workloads of a model, so that what is found out about it holds for every one of them. */
const podPlacesOf = new WeakMap<HostModel, End['places']>();

function podPlaces(model: HostModel): End['places'] {
  const known = podPlacesOf.get(model) ?? findPodPlaces(model);
  podPlacesOf.set(model, known);
  return known;
}

function findPodPlaces(model: HostModel): End['places'] {
  const of = (name: string) => model.ground.standing.get(name)?.machine;
  return model.typical.flatMap((node) => {
    const [one, other] = [of(podName(node, 1)), of(podName(node, 2))];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
}

function nodePlaces(model: HostModel): End['places'] {
  return model.typical.map((node) => [node, node] as const);
}

/** The ports that flows lead to on a machine. */
function offersOf(model: HostModel, name: string): readonly Offer[] {
  const nodes = model.scene.machines.filter((machine) => machine.kind === 'node');
  const offers = model.flows
    .filter(({ to }) => to.kind !== 'pods' && machinesIn(to, model, nodes).some((one) => one.name === name))
    .map(({ ports, transport, why }) => ({ port: ports.first, transport, what: why }));
  return [...new Map(offers.map((offer) => [`${offer.port}/${offer.transport}`, offer])).values()];
}
