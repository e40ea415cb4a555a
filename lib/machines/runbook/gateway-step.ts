import type { Facts } from '../../inventory';
import type { Machine } from '../machines';
import { firewallCommands, folderOf, scp, ssh } from './commands';
import type { Step } from './step';

/** What stands before a network: its parts in the order in which each needs the one before. Nothing for any other machine. */
export function gatewayStep(machine: Machine, facts: Facts): readonly Step[] {
  const { host, name } = machine;
  if (host?.services.gateway === undefined || host.system !== 'enterprise-linux') return [];
  const folder = `${folderOf(facts)}/${name}`;
  const bridge = host.interfaces.find(({ joins }) => joins !== undefined);
  const { dhcp, apiBalancer } = host.services;
  const dhcpParts =
    dhcp?.server === 'isc'
      ? { file: 'dhcpd.conf', to: '/etc/dhcp/', test: 'dhcpd -t -cf /etc/dhcp/dhcpd.conf', unit: 'dhcpd' }
      : {
          file: 'kea-dhcp4.conf',
          to: '/etc/kea/',
          test: 'kea-dhcp4 -t /etc/kea/kea-dhcp4.conf',
          unit: 'kea-dhcp4',
        };
  return [
    {
      title: `The gateway ${name}`,
      why: `First the router in front of it, by hand: ${folder}/ROUTER.md. Then bridge, address, DHCP, firewall, SELinux, balancer: each needs the one before. ${name} is alone: while it is down, no node reaches the outside and nobody reaches the API through it.`,
      commands: [
        ...(bridge === undefined
          ? []
          : [
              '# Bridge and its address; the card is left alone by NetworkManager.',
              scp(machine, [`${folder}/NetworkManager/conf.d/*`], '/etc/NetworkManager/conf.d/'),
              scp(machine, [`${folder}/open-vswitch.sh`], ''),
              ssh(machine, 'sh open-vswitch.sh'),
              scp(machine, [`${folder}/assign-${bridge.name}-ip.service`], '/etc/systemd/system/'),
              ssh(machine, `"systemctl daemon-reload && systemctl enable --now assign-${bridge.name}-ip"`),
              ssh(machine, `ip -4 address show ${bridge.name}`),
            ]),
        ...(dhcp === undefined
          ? []
          : [
              '# Addresses of the nodes.',
              scp(machine, [`${folder}/${dhcpParts.file}`], dhcpParts.to),
              ssh(
                machine,
                `"${dhcpParts.test} && systemctl enable ${dhcpParts.unit} && systemctl restart ${dhcpParts.unit}"`,
              ),
            ]),
        '# Firewall: the last line from a new connection.',
        ...firewallCommands(machine, facts),
        ...(apiBalancer === undefined
          ? []
          : [
              '# SELinux lets HAProxy have its port and its folder; then HAProxy itself.',
              scp(machine, [`${folder}/selinux.sh`], ''),
              ssh(machine, 'sh selinux.sh'),
              scp(machine, [`${folder}/tmpfiles.d/*`], '/etc/tmpfiles.d/'),
              ssh(machine, 'systemd-tmpfiles --create'),
              scp(machine, [`${folder}/haproxy.cfg`], '/etc/haproxy/'),
              ssh(
                machine,
                '"haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl enable haproxy && systemctl reload-or-restart haproxy"',
              ),
            ]),
      ],
      check: ['firewall', 'gateway'],
      trouble: [
        'Before the servers run, the checks of the API and of the balancer fail; come back to them.',
        'HAProxy or DHCP does not start after a reboot: the bridge had no address yet; look at the unit that assigns it.',
        '`ip rule` and address are right and nodes still have no way out: `firewall-cmd --info-policy internal_to_public`.',
        `${name} restarted during a trial of its firewall: it has the new rules, and the old ones are in /etc/firewalld.before.`,
      ],
    },
  ];
}
