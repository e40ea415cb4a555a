import { claim, gatewayOf } from '../../inventory';
import { type PacketFilter, type PacketFilters, packetFilters } from '../../network';
import { machineFiles, under } from '../machine-file';
import { isOfFamily, type Machine } from '../machines';
import type { MachineTrait, RunContext } from '../running';
import { firewallCommands } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { firewallPart } from '../verify/firewall-part';
import { verifyStages } from '../verify/stage';
import { checkFirewalld } from './check-firewalld.script';
import { firewalldFiles } from './files';
import { gatewayFirewall, gatewayTable } from './zones';

const program = 'firewalld';

/**
 * The packet filter of a gateway whose system brings none: a zone a side, and a policy between them. It ships for an Enterprise
 * Linux.
 */
export const firewalld: MachineTrait = {
  name: program,
  appliesTo: ({ host }) => host !== undefined && gatewayOf(host) !== undefined,
  claims: [
    claim(packetFilters, (machine, { flows, facts }): PacketFilter | undefined => {
      if (machine.kind === 'node') return undefined;
      const firewall = gatewayFirewall(machine.host, flows, facts);
      return (
        firewall && {
          program,
          table: gatewayTable(firewall),
          exact: false,
          ...(isOfFamily('rhel')(machine) && { ships: 'firewalld' }),
        }
      );
    }),
    claim(machineFiles, ({ model: { plan, flows, filters }, machines }) =>
      zonedIn(filters, machines).flatMap(({ name, host }) => {
        const firewall = host && gatewayFirewall(host, flows, plan.facts);
        return firewall === undefined ? [] : under(name, firewalldFiles(firewall, plan.facts));
      }),
    ),
    claim(setUpParts, filterParts),
    claim(verifyStages, ({ model: { filters }, machines }) =>
      firewallPart(zonedIn(filters, machines), 'check_firewalld', checkFirewalld),
    ),
  ],
};

/** The machines for which its files are written: a program of a host may filter in its place. */
function zonedIn(filters: PacketFilters, machines: readonly Machine[]): readonly Machine[] {
  return machines.filter(({ name }) => {
    const filter = filters.get(name);
    return filter?.program === program && filter.ships !== undefined;
  });
}

function filterParts({ model, machines }: RunContext): readonly SetUpPart[] {
  return zonedIn(model.filters, machines).map((machine) => ({
    machine,
    layer: 'filter',
    sets: ['firewall'],
    packages: ['firewalld'],
    commands: [
      '# Firewall: run the last command from a new connection.',
      ...firewallCommands(machine, model),
    ],
    check: ['firewall'],
    trouble: [
      '`ip rule` and address are right, but nodes still cannot reach the outside: check `firewall-cmd --info-policy internal_to_public`.',
      `${machine.name} restarted during a trial of its firewall: the new rules are active, and the old ones are in /etc/firewalld.before.`,
    ],
  }));
}
