import { claim, gatewayOf } from '../../inventory';
import { type PacketFilter, packetFilters } from '../../network';
import { machineFiles, under } from '../host-file';
import type { MachineTrait, RunContext } from '../running';
import { firewallCommands } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { verifyStages } from '../verify/stage';
import { firewalldFiles } from './files';
import { firewalldStage } from './stage';
import { gatewayFirewall, gatewayTable } from './zones';

/** The packet filter of a gateway: a zone a side, and a policy between them. It ships for an Enterprise Linux. */
export const firewalld: MachineTrait = {
  name: 'firewalld',
  appliesTo: ({ host }) => host !== undefined && host.system !== 'nixos' && gatewayOf(host) !== undefined,
  claims: [
    claim(packetFilters, (machine, { flows, facts }): PacketFilter | undefined => {
      if (machine.kind === 'node') return undefined;
      const firewall = gatewayFirewall(machine.host, flows, facts);
      return (
        firewall && {
          program: 'firewalld',
          table: gatewayTable(firewall),
          exact: false,
          ...(machine.host.system === 'enterprise-linux' && { ships: 'firewalld' }),
        }
      );
    }),
    claim(machineFiles, ({ model: { plan, flows, filters }, machines }) =>
      machines.flatMap(({ name, host }) => {
        const firewall =
          filters.get(name)?.ships === undefined
            ? undefined
            : host && gatewayFirewall(host, flows, plan.facts);
        return firewall === undefined ? [] : under(name, firewalldFiles(firewall, plan.facts));
      }),
    ),
    claim(setUpParts, filterParts),
    claim(verifyStages, ({ model: { filters }, machines }) =>
      firewalldStage(
        machines.map(({ name }) => name).filter((name) => filters.get(name)?.ships !== undefined),
      ),
    ),
  ],
};

function filterParts({ model, machines }: RunContext): readonly SetUpPart[] {
  return machines
    .filter(({ name }) => model.filters.get(name)?.ships !== undefined)
    .map((machine) => ({
      machine,
      layer: 'filter',
      sets: ['firewall'],
      commands: ['# Firewall: the last line from a new connection.', ...firewallCommands(machine, model)],
      check: ['firewall'],
      trouble: [
        '`ip rule` and address are right and nodes still have no way out: `firewall-cmd --info-policy internal_to_public`.',
        `${machine.name} restarted during a trial of its firewall: it has the new rules, and the old ones are in /etc/firewalld.before.`,
      ],
    }));
}
