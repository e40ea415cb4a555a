import { claim, runsNixos } from '../../inventory';
import { type PacketFilter, packetFilters } from '../../network';
import { machineFiles } from '../host-file';
import type { MachineTrait, RunContext } from '../running';
import { firewallCommands } from '../runbook/commands';
import { runbookSteps, type Step } from '../runbook/step';
import { verifyStages } from '../verify/stage';
import { nftablesFile } from './file';
import { filterTable } from './filter';
import { nftablesStage } from './stage';

/** The packet filter of every machine that runs NixOS: one table, which holds what the flows need. */
export const nftables: MachineTrait = {
  name: 'nftables',
  appliesTo: ({ node, host }) =>
    (node !== undefined && runsNixos({ kind: 'node', node })) ||
    (host !== undefined && runsNixos({ kind: 'host', host })),
  claims: [
    claim(packetFilters, (machine, { flows, facts, packets }): PacketFilter => ({
      program: 'nftables',
      table: filterTable(machine, flows, facts, packets),
      exact: true,
      ships: 'nftables.nft',
    })),
    claim(machineFiles, ({ model, machines }) =>
      machines.flatMap(({ name }) => {
        const filter = model.filters.get(name);
        return filter?.ships === undefined
          ? []
          : [{ path: `${name}/${filter.ships}`, text: nftablesFile(filter.table, model.plan.facts) }];
      }),
    ),
    claim(runbookSteps, filterSteps),
    claim(verifyStages, ({ machines }) => nftablesStage(machines.map(({ name }) => name))),
  ],
};

function filterSteps({ model, machines }: RunContext): readonly Step[] {
  return [
    {
      phase: 'filters',
      title: 'Firewalls of the machines that run already',
      why: 'A new node changes the firewall of every other machine. Do these first: a node that joins before is cut off. On a machine that was just made the firewall comes with its configuration; skip it here. Each third line has to be a new connection.',
      commands: machines.flatMap((machine) => firewallCommands(machine, model)),
      check: ['machines', 'firewall'],
      trouble: [
        'The third line hangs or says that no trial is running: the new rules kept you out, and the old ones are back after a minute. Look for your network in `administrators` of the cluster file.',
      ],
    },
  ];
}
