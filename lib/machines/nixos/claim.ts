import { claimKind, claimsOf, type Facts, functionShape, type Node } from '../../inventory';
import type { MachineFile } from '../machine-file';
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { nixosRelease } from './release';

/** Modules for the configuration of a machine that runs NixOS, with paths within the machine's folder: `k3s.nix`. */
export const nixosModules = claimKind({
  name: 'nixosModules',
  shape: functionShape<(machine: Machine, context: RunContext) => readonly MachineFile[]>(),
});

/** What a machine adds to the configuration of NixOS. */
export interface NixosHardware {
  /** The text of `hardware-configuration.nix`: its disks, its boot loader and its modules of the kernel. */
  readonly configuration: string;
  /** Lines of `configuration.nix`, such as those of a guest agent. */
  readonly lines: readonly string[];
}

/** What a machine adds to the configuration of its node, if the node runs NixOS. Undefined if the node is another machine. */
export const nixosHardware = claimKind({
  name: 'nixosHardware',
  shape: functionShape<(node: Node, facts: Facts) => NixosHardware | undefined>(),
});

/** The release of NixOS with which a machine was installed. */
export const nixosReleases = claimKind({ name: 'nixosReleases', shape: nixosRelease });

/** The release of NixOS with which a machine was installed, or undefined if it runs another system. */
export function nixosReleaseOf({ system }: Pick<Node, 'system'>): string | undefined {
  return claimsOf({ claims: system?.claims ?? [] }, nixosReleases)[0]?.value;
}

/** Whether a node or host runs NixOS. */
export function runsNixos(machine: Pick<Node, 'system'>): boolean {
  return nixosReleaseOf(machine) !== undefined;
}
