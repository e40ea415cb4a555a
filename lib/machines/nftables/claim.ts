import { type Claim, claim } from '../../inventory';
import { type PacketFilter, packetFilters } from '../../network';
import { filledScript } from '../../values';
import { machineFiles } from '../machine-file';
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { firewallCommands } from '../runbook/commands';
import { runbookSteps, type Step } from '../runbook/step';
import { tableName } from '../table-name';
import { firewallPart } from '../verify/firewall-part';
import { verifyStages } from '../verify/stage';
import { checkNftables } from './check-nftables.script';
import { nftablesFile } from './file';
import { filterTable } from './filter';

const program = 'nftables';
const file = 'nftables.nft';

/** The packet filter of a machine whose system loads it: one table, which holds what the flows need. */
export const nftablesClaims: readonly Claim[] = [
  claim(packetFilters, (machine, { flows, facts, packets }): PacketFilter => ({
    program,
    table: filterTable(machine, flows, facts, packets),
    exact: true,
    ships: file,
  })),
  claim(machineFiles, (context) =>
    filteredIn(context).flatMap(({ name }) => {
      const { filters, plan } = context.model;
      const table = filters.get(name)?.table;
      return table === undefined ? [] : [{ path: `${name}/${file}`, text: nftablesFile(table, plan.facts) }];
    }),
  ),
  claim(runbookSteps, filterSteps),
  claim(verifyStages, (context) =>
    firewallPart(filteredIn(context), 'check_nftables', filledScript(checkNftables, { table: tableName })),
  ),
];

/** The machines whose packets it filters: a program of a host may do so in its place. */
function filteredIn({ model, machines }: RunContext): readonly Machine[] {
  return machines.filter(({ name }) => model.filters.get(name)?.program === program);
}

function filterSteps(context: RunContext): readonly Step[] {
  const machines = filteredIn(context);
  if (machines.length === 0) return [];
  return [
    {
      phase: 'filters',
      title: 'Firewalls of the running machines',
      why: 'A new node changes the firewall of every other machine. Update these first; otherwise the node is cut off when it joins. A new machine gets its firewall with its configuration; skip it here. Run each third command from a new connection.',
      commands: machines.flatMap((machine) => firewallCommands(machine, context.model)),
      check: ['machines', 'firewall'],
      trouble: [
        'The third command hangs or reports that no trial is running: the new rules locked you out, and the old ones are back after a minute. Check that `administrators` in the cluster file contains your network.',
      ],
    },
  ];
}
