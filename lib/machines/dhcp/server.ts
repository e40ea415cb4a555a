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
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { folderOf, scp, ssh } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { serviceUnits } from '../unit';
import { shellCall } from '../verify/call';
import { type StagePart, verifyStages } from '../verify/stage';
import { unitFunction } from '../verify/unit-check';
import { type DhcpSubnet, dhcpSubnets } from './subnets';

/** What tells one DHCP server from another. */
interface DhcpProgram {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
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
  return machines.filter(({ host }) => host?.system === 'enterprise-linux');
}

function filesOf({ file, config }: DhcpProgram, { model, machines }: RunContext): readonly MachineFile[] {
  const { facts } = model.plan;
  return written(machines).flatMap(({ name, host }) =>
    host === undefined ? [] : under(name, [{ path: file, text: config(dhcpSubnets(host, facts), facts) }]),
  );
}

function partsOf(
  { file, folder, test, unit }: DhcpProgram,
  { model, machines }: RunContext,
): readonly SetUpPart[] {
  return written(machines).map((machine) => ({
    machine,
    layer: 'addresses',
    sets: ['DHCP'],
    commands: [
      '# Addresses of the nodes.',
      scp(machine, [`${folderOf(model.plan.facts)}/${machine.name}/${file}`], folder),
      ssh(machine, `"${test} && systemctl enable ${unit} && systemctl restart ${unit}"`),
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
        functions: [unitFunction, leaseFunctions],
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

const leaseFunctions = `# leased GATEWAY INTERFACE ADDRESS MAC: the machine that answers at the address has this MAC address.
leased() {
  on "$1" "ping -c 1 -W 2 $3 >/dev/null; ip neigh show $3 dev $2" >"$scratch/neighbour" || return 1
  cat "$scratch/neighbour"
  grep -q -i "lladdr $4" "$scratch/neighbour"
}

check_lease() {
  check "$3 has the address $(address_of "$3") by its lease" \\
    "the MAC address in the cluster file is wrong, or the node has not renewed its lease since the change" \\
    "on $1: journalctl -u kea-dhcp4 -u dhcpd; restart $3" \\
    leased "$1" "$2" "$(address_of "$3")" "$4"
}`;
