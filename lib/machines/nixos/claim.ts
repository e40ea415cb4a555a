import { claimKind, functionShape } from '../../inventory';
import type { MachineFile } from '../machine-file';
import type { Machine } from '../machines';
import type { RunContext } from '../running';

/** Modules for the configuration of a machine that runs NixOS, with paths within the machine's folder: `k3s.nix`. */
export const nixosModules = claimKind({
  name: 'nixosModules',
  shape: functionShape<(machine: Machine, context: RunContext) => readonly MachineFile[]>(),
});
