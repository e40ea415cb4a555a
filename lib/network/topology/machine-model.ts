import { serversOf } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import type { Ipv4 } from '../../values';
import { balancedPorts } from '../balanced-ports';
import { hostFlows } from '../flows/host-flows';
import type { HostFlow } from '../flows/zone';
import { type FilterMaker, type PacketFilters, packetFiltersOf } from '../firewall/packet-filter';
import { pluginOf } from '../cluster-plugin';
import { podsBehind } from '../pods-behind';
import { unseenManifests } from '../unseen-services';
import { isNodePort, type Manifest, type ReadService, readServices } from '../service-ports';
import { type Ground, groundOf } from '../walk/ground';
import { calledAddresses } from './called-addresses';
import { clusterTopology } from './cluster-topology';
import type { Machine, Topology } from './topology';
import { farWithoutRouter, surroundings } from './surroundings';
import { kindsOfNodes } from './typical-nodes';

/** The machines of a cluster, what they have to let pass, and the rules that they apply. */
export interface MachineModel {
  readonly plan: ClusterPlan;
  readonly flows: readonly HostFlow[];
  /** The packet filter of each machine that has one, made of the flows: what ships is rendered from it, and the topology has it. */
  readonly filters: PacketFilters;
  readonly topology: Topology;
  /** The topology, ready to be walked. */
  readonly ground: Ground;
  /** Nodes by kind: what holds between two of a kind holds between all of it. */
  readonly kinds: readonly (readonly Machine[])[];
  /** Nodes that represent all: two of each kind, where there are two. */
  readonly typical: readonly Machine[];
}

/**
 * The model of a cluster's machines.
 * @param objects the cluster's manifests: their Services say which ports of the nodes are in use
 * @param makers make the packet filters of machines whose programs bring none
 */
export function hostModel(
  plan: ClusterPlan,
  objects: readonly Manifest[],
  makers: readonly FilterMaker[],
): MachineModel {
  return hostModelWith(
    plan,
    readServices(
      objects.map((object) => ({ object })),
      plan,
    ),
    objects,
    makers,
  );
}

/** The same where the Services have been read. */
export function hostModelWith(
  plan: ClusterPlan,
  services: readonly (ReadService & { readonly object: Manifest })[],
  objects: readonly Manifest[],
  makers: readonly FilterMaker[],
): MachineModel {
  const all = [...services, ...readServices(unseenManifests(plan), plan)];
  const exposed = [
    ...all.flatMap(({ ports }) => ports.filter(isNodePort)),
    ...balancedPorts(plan, all, objects, podsBehind(plan)),
  ];
  const nodePorts = exposed.filter(isNodePort);
  const flows = hostFlows(plan, exposed);
  const filters = packetFiltersOf({ facts: plan.facts, flows, packets: pluginOf(plan).packets }, makers);
  return modelWith({ plan, flows, filters }, clusterTopology(plan, flows, filters, nodePorts));
}

/** The model with another topology: other rules on the same machines. */
export function modelWith(
  { plan, flows, filters }: Pick<MachineModel, 'plan' | 'flows' | 'filters'>,
  topology: Topology,
): MachineModel {
  const kinds = kindsOfNodes(topology, new Set(serversOf(plan.facts).map(({ name }) => name)));
  const typical = kinds.flatMap((kind) => kind.slice(0, 2));
  return { plan, flows, filters, topology, ground: groundOf(topology), kinds, typical };
}

/**
 * The model with a machine for each address that a question is about. Rules stay as they are.
 * @param guests addresses that no machine of the inventory has
 */
export function withGuests(model: MachineModel, guests: readonly Ipv4[]): MachineModel {
  const inside = model.topology.machines.filter(({ kind }) => kind !== 'outside' && kind !== 'router');
  const everybody = [...new Set([...calledAddresses(model.flows, model.plan.facts), ...guests])];
  const { facts } = model.plan;
  const machines = [...inside, ...surroundings(facts, everybody), ...farWithoutRouter(facts, everybody)];
  const topology = { machines };
  // Nobody asks a guest's rules, so nodes stay of the kinds that they are.
  return { ...model, topology, ground: groundOf(topology) };
}

/** The model with machines changed in what holds for all of a kind, so that nodes stay of the kinds that they are. */
export function withMachines(model: MachineModel, change: (machine: Machine) => Machine): MachineModel {
  const topology = { machines: model.topology.machines.map(change) };
  return { ...model, topology, ground: groundOf(topology) };
}
