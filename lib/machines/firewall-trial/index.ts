import { claim } from '../../inventory';
import { machineFiles } from '../machine-file';
import { isOurs, type Machine } from '../machines';
import type { MachineTrait, RunContext } from '../running';
import { deployCommands, firewallCommands } from '../runbook/commands';
import { runbookSteps, type Step } from '../runbook/step';
import { applyFirewallScript } from './script';

/** The script that loads a firewall for a trial, for every machine whose packet filter is written here. */
export const firewallTrial: MachineTrait = {
  name: 'firewall-trial',
  appliesTo: () => true,
  claims: [
    claim(machineFiles, (context) =>
      filteredOf(context).length === 0
        ? []
        : [{ path: 'apply-firewall.sh', text: applyFirewallScript(context.model.plan.facts) }],
    ),
    claim(runbookSteps, trialSteps),
  ],
};

function trialSteps(context: RunContext): readonly Step[] {
  const { model } = context;
  const filtered = filteredOf(context);
  if (filtered.length === 0) return [];
  const isInKernel = ({ name }: Machine) => model.filters.get(name)?.exact === true;
  return [
    {
      phase: 'firewalls',
      title: 'Apply a firewall',
      why: `Load, test, confirm. \`apply-firewall.sh test\` checks the file, loads it in one step and restores the old firewall after 60 s unless you confirm from a **new** connection: an open one survives any change of the rules. Do one machine at a time.${
        filtered.some(isInKernel)
          ? ' On NixOS the trial is in the kernel only: a reboot or `nixos-rebuild` brings back what /etc/nixos says. So after `confirm`, copy the configuration and switch. `nixos-rebuild test` tries the rest of a configuration, but has no rollback.'
          : ''
      }`,
      commands: filtered.flatMap((machine) => [
        ...firewallCommands(machine, model),
        ...(isInKernel(machine) ? (deployCommands(machine, context) ?? []) : []),
      ]),
      check: ['firewall', 'pods'],
      trouble: [
        '`nft rejected` or `firewalld rejected`: nothing was changed.',
        '`this connection was open before`: your ssh shares connections; use `ssh -o ControlPath=none`.',
        'Locked out: wait a minute. `sh apply-firewall.sh status` then reports that the old firewall is back.',
        'Packets are dropped: the kernel log lists them, `journalctl -k --grep "asterism .* drop"`.',
      ],
    },
  ];
}

/** The machines whose packet filter ships. */
function filteredOf({ model, machines }: RunContext): readonly Machine[] {
  return machines.filter(
    (machine) => isOurs(machine) && model.filters.get(machine.name)?.ships !== undefined,
  );
}
