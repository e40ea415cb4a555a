import * as v from 'valibot';
import {
  addressServers,
  claim,
  declareProgram,
  type Facts,
  type HostProgram,
  hostPorts,
} from '../../inventory';
import { type MachineFile, machineFiles, under } from '../machine-file';
import { isOfFamily, type Machine } from '../machines';
import type { RunContext } from '../running';
import { folderOf, scp, ssh } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { serviceUnits } from '../unit';
import { shellCall } from '../verify/call';
import { checkUnit } from '../verify/check-unit.script';
import { type StagePart, verifyStages } from '../verify/stage';
import { checkLease } from './check-lease.script';
import { type DhcpSubnet, dhcpSubnets } from './subnets';

/** What tells one DHCP server from another. */
interface DhcpProgram {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** Package that brings it. */
  readonly package: string;
  /** Units of other DHCP servers, which listen on the same port and must not run beside it. */
  readonly others: readonly string[];
  /** Name of its configuration file. */
  readonly file: string;
  /** Folder of that file on the host. */
  readonly folder: string;
  /** Command that holds the file against what the server takes. */
  readonly test: string;
  readonly config: (subnets: readonly DhcpSubnet[], facts: Facts) => string;
}

/** Declares a DHCP server. */
export function dhcpServer(program: DhcpProgram): HostProgram {
  const { name, title, unit } = program;
  return declareProgram({ name, title }, v.strictObject({}), {}, () => [
    claim(addressServers, {}),
    claim(hostPorts, () => [{ what: title, port: 67, transport: 'udp' }]),
    claim(serviceUnits, { unit, what: 'DHCP', layer: 'addresses' }),
    claim(machineFiles, (context) => filesOf(program, context)),
    claim(setUpParts, (context) => partsOf(program, context)),
    claim(verifyStages, (context) => stagesOf(program, context)),
  ]);
}

/** The machines for which files are written: those that run an Enterprise Linux. */
function written(machines: readonly Machine[]): readonly Machine[] {
  return machines.filter(isOfFamily('rhel'));
}

function filesOf({ file, config }: DhcpProgram, { model, machines }: RunContext): readonly MachineFile[] {
  const { facts } = model.plan;
  return written(machines).flatMap(({ name, host }) =>
    host === undefined ? [] : under(name, [{ path: file, text: config(dhcpSubnets(host, facts), facts) }]),
  );
}

function partsOf(
  { file, folder, test, unit, others, ...program }: DhcpProgram,
  { model, machines }: RunContext,
): readonly SetUpPart[] {
  return written(machines).map((machine) => ({
    machine,
    layer: 'addresses',
    sets: ['DHCP'],
    packages: [program.package],
    commands: [
      `# Addresses of the nodes. Another DHCP server would answer beside this one, so it stops first; its leases stay valid.`,
      scp(machine, [`${folderOf(model.plan.facts)}/${machine.name}/${file}`], folder),
      ssh(
        machine,
        `"${test} && { systemctl disable --now ${others.join(' ')} 2>/dev/null || true; } && systemctl enable ${unit} && systemctl restart ${unit}"`,
      ),
      '# Start the machines of this network now, or let them renew their leases: the check asks who has which address.',
    ],
    check: ['gateway'],
  }));
}

function stagesOf({ unit }: DhcpProgram, { model, machines }: RunContext): readonly StagePart[] {
  return written(machines).flatMap(({ name, host }): readonly StagePart[] => {
    const inside = host?.interfaces.find(({ network }) => network === 'nodes');
    if (inside === undefined) return [];
    return [
      {
        name: 'gateway',
        phase: 'networks',
        layer: 'addresses',
        says: 'addresses are handed out',
        functions: [checkUnit, checkLease],
        checks: [
          shellCall('check_unit', name, unit),
          ...model.plan.facts.nodes.flatMap((node) =>
            node.mac === undefined
              ? []
              : [shellCall('check_lease', name, inside.name, node.name, node.mac.toLowerCase())],
          ),
        ],
      },
    ];
  });
}
