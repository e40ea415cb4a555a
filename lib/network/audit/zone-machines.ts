import { cidrContains } from '../../values';
import type { Zone } from '../flows/zone';
import type { MachineModel } from '../topology/machine-model';
import { podName } from '../topology/node-machines';
import type { Machine } from '../topology/topology';
import { administratorName } from '../topology/surroundings';

/** The machines of the topology that are in a zone; of nodes those that represent all. */
export function machinesIn(zone: Zone, model: MachineModel, typical: readonly Machine[]): readonly Machine[] {
  const { facts } = model.plan;
  switch (zone.kind) {
    case 'nodes':
      return typical;
    case 'servers':
      return typical.filter(({ name }) =>
        facts.nodes.some((node) => node.name === name && node.role === 'server'),
      );
    case 'pods':
      return named(
        model,
        typical.flatMap((node) => [podName(node, 1), podName(node, 2)]),
      );
    case 'host':
      return named(model, [zone.host]);
    case 'administrators':
      return named(model, (facts.administrators?.networks ?? []).map(administratorName));
    case 'network':
      return named(model, [`stranger@${zone.network}`]);
    case 'internet':
      return named(model, ['internet']);
    case 'addresses':
      return model.topology.machines.filter(
        ({ kind, interfaces }) =>
          (kind === 'host' || kind === 'outside') &&
          interfaces.some(({ address }) => cidrContains(zone.cidr, address)),
      );
    case 'anywhere':
      return outsiders(model);
  }
}

/** Who is outside the cluster: strangers on its networks, and the internet. */
export function outsiders({ topology }: MachineModel): readonly Machine[] {
  return topology.machines.filter(({ name }) => name === 'internet' || name.startsWith('stranger@'));
}

function named({ ground }: MachineModel, names: readonly string[]): readonly Machine[] {
  return names.flatMap((name) => ground.standing.get(name)?.machine ?? []);
}
