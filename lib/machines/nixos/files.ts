import { type Facts, machineName, type NixosMachine, nixosMachines } from '../../inventory';
import type { HostModel } from '../../network';
import type { HostFile } from '../host-file';
import { configuration } from './configuration';
import { flake } from './flake';
import { hardwareConfiguration } from './hardware';
import { k3sModule } from './k3s-module';
import { postgresqlModule } from './postgresql-module';

/** A folder for each machine that runs NixOS, which is whole by itself in `/etc/nixos`, and a flake over all of them. */
export function nixosFiles({ plan: { facts } }: HostModel): readonly HostFile[] {
  const machines = nixosMachines(facts);
  if (machines.length === 0) return [];
  return [
    { path: 'flake.nix', text: flake(machines.map(machineName), facts) },
    ...machines.flatMap((machine) => {
      const name = machineName(machine);
      const modules = modulesOf(machine, facts);
      const imported = modules
        .filter(({ path }) => path !== 'hardware-configuration.nix')
        .map(({ path }) => `./${path}`);
      return [{ path: 'configuration.nix', text: configuration(machine, imported, facts) }, ...modules].map(
        ({ path, text }) => ({ path: `${name}/${path}`, text }),
      );
    }),
  ];
}

function modulesOf(machine: NixosMachine, facts: Facts): readonly HostFile[] {
  if (machine.kind === 'node') {
    const { node } = machine;
    return [
      ...(node.machine?.kind === 'vm'
        ? [{ path: 'hardware-configuration.nix', text: hardwareConfiguration(node, node.machine, facts) }]
        : []),
      { path: 'k3s.nix', text: k3sModule(node, facts) },
    ];
  }
  const { postgresql } = machine.host.services;
  return postgresql === undefined
    ? []
    : [{ path: 'postgresql.nix', text: postgresqlModule(postgresql, facts) }];
}
