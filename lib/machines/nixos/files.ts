import { claimsOf, type Facts, machineName, type NodeOrHost } from '../../inventory';
import { type MachineFile, under } from '../machine-file';
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { type NixosHardware, nixosHardware, nixosModules } from './claim';
import { configuration } from './configuration';
import { flake } from './flake';
import { nixosMachines } from './machine';

/** A folder for each machine that runs NixOS, which is whole by itself in `/etc/nixos`, and a flake over all of them. */
export function nixosFiles(context: RunContext): readonly MachineFile[] {
  const { facts } = context.model.plan;
  const machines = nixosMachines(facts);
  const known = new Map(context.machines.map((machine) => [machine.name, machine]));
  return [
    { path: 'flake.nix', text: flake(machines, facts) },
    ...machines.flatMap((machine) => {
      const name = machineName(machine);
      const filter = context.model.filters.get(name);
      const own = known.get(name);
      const modules = own === undefined ? [] : modulesOf(own, context);
      const hardware = hardwareOf(machine, facts);
      return under(name, [
        {
          path: 'configuration.nix',
          text: configuration(
            machine,
            hardware,
            modules.map(({ path }) => `./${path}`),
            facts,
            filter?.exact === true ? filter.ships : undefined,
          ),
        },
        ...(hardware === undefined
          ? []
          : [{ path: 'hardware-configuration.nix', text: hardware.configuration }]),
        ...modules,
      ]);
    }),
  ];
}

/** What the programs of a machine add to its configuration. */
function modulesOf(machine: Machine, context: RunContext): readonly MachineFile[] {
  return (context.byMachine.get(machine.name) ?? []).flatMap((one) =>
    claimsOf(one, nixosModules).flatMap(({ value }) =>
      value(machine, { ...context, machines: one.machines }),
    ),
  );
}

function hardwareOf(machine: NodeOrHost, facts: Facts): NixosHardware | undefined {
  if (machine.kind === 'host') return undefined;
  const [found] = claimsOf({ claims: machine.node.machine?.claims ?? [] }, nixosHardware);
  return found?.value(machine.node, facts);
}
