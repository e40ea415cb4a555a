import type { Facts } from '../../inventory';
import type { MachineFile } from '../machine-file';
import { runsNixos } from '../nixos/claim';
import { k3sConfigFile } from './config-file';
import type { K3sSettings } from './props';

/** The configuration of k3s for every node that does not run NixOS, where the module sets it. */
export function k3sFiles(facts: Facts, settings: K3sSettings): readonly MachineFile[] {
  return facts.nodes
    .filter((node) => !runsNixos(node))
    .map((node) => ({ path: `${node.name}/k3s-config.yaml`, text: k3sConfigFile(node, facts, settings) }));
}
