import { type Claim, claim, type Facts, type Host } from '../../inventory';
import { type MachineFile, machineFiles, under } from '../machine-file';
import type { RunContext } from '../running';
import { folderOf, scp, ssh } from '../runbook/commands';
import { type SetUpPart, setUpParts } from '../runbook/step';
import { unitsOf } from '../unit';
import { assignIpUnit } from './assign-ip';
import { type Bridge, isBridge, openVswitchScript, unmanagedConfig } from './bridges';

/** The bridges of hosts, each with its address. */
export const openVswitchClaims: readonly Claim[] = [
  claim(machineFiles, ({ model, machines }) =>
    machines.flatMap(({ name, host }) =>
      host?.interfaces.some(isBridge) === true ? under(name, filesOf(host, model.plan.facts)) : [],
    ),
  ),
  claim(setUpParts, bridgeParts),
];

function filesOf(host: Host, facts: Facts): readonly MachineFile[] {
  const bridges = host.interfaces.filter(isBridge);
  return [
    { path: 'open-vswitch.sh', text: openVswitchScript(bridges, facts) },
    { path: 'NetworkManager/conf.d/open-vswitch.conf', text: unmanagedConfig(bridges, facts) },
    ...bridges.map((bridge) => ({ path: unitFile(bridge), text: assignIpUnit(bridge, host, facts) })),
  ];
}

function unitFile({ name }: Bridge): string {
  return `assign-${name}-ip.service`;
}

function bridgeParts({ model, machines }: RunContext): readonly SetUpPart[] {
  const hosts = folderOf(model.plan.facts);
  return machines.flatMap((machine): readonly SetUpPart[] => {
    const { host, name } = machine;
    const bridges = host?.interfaces.filter(isBridge) ?? [];
    if (host === undefined || bridges.length === 0) return [];
    const folder = `${hosts}/${name}`;
    const waiting = unitsOf(host)
      .map(({ what }) => what)
      .toReversed();
    return [
      {
        machine,
        layer: 'wire',
        sets: ['bridge', 'address'],
        commands: [
          '# The bridge and its address. NetworkManager ignores its interfaces. Open vSwitch is not in the repositories of Enterprise',
          '# Linux itself: https://docs.openvswitch.org/en/stable/intro/install/distributions/',
          ssh(machine, '"command -v ovs-vsctl && systemctl enable --now openvswitch"'),
          scp(machine, [`${folder}/NetworkManager/conf.d/*`], '/etc/NetworkManager/conf.d/'),
          ssh(machine, 'nmcli general reload'),
          scp(machine, [`${folder}/open-vswitch.sh`], ''),
          ssh(machine, 'sh open-vswitch.sh'),
          ...bridges.flatMap((bridge) => [
            scp(machine, [`${folder}/${unitFile(bridge)}`], '/etc/systemd/system/'),
            ssh(machine, `"systemctl daemon-reload && systemctl enable --now assign-${bridge.name}-ip"`),
            ssh(machine, `ip -4 address show ${bridge.name}`),
          ]),
        ],
        trouble:
          waiting.length === 0
            ? []
            : [
                `${waiting.join(' or ')} does not start after a reboot: the bridge had no address yet; check the unit that assigns it.`,
              ],
      },
    ];
  });
}
