import type { Facts, Host } from '../../inventory';
import { gatewayFirewall } from '../../network';
import type { HostModel } from '../../network';
import type { HostFile } from '../host-file';
import { assignIpUnit } from './assign-ip';
import { dhcpSubnets } from './dhcp-subnets';
import { firewalldFiles } from './firewalld';
import { haproxyConfig, haproxyFolderConfig } from './haproxy';
import { hostsTemplate } from './hosts-template';
import { iscConfig } from './isc-dhcpd';
import { keaConfig } from './kea';
import { isBridge, openVswitchScript, unmanagedConfig } from './open-vswitch';
import { routerPage } from './router';
import { selinuxScript } from './selinux';

/** Files of the hosts that run an Enterprise Linux, and the names that Debian nodes know. */
export function gatewayFiles(context: HostModel): readonly HostFile[] {
  const { facts } = context.plan;
  return [
    ...facts.hosts
      .filter((host) => host.system === 'enterprise-linux')
      .flatMap((host) => under(host.name, hostFiles(host, context))),
    ...facts.nodes
      .filter((node) => node.machine?.kind === 'raspberry-pi')
      .map((node) => ({ path: `${node.name}/hosts.debian.tmpl`, text: hostsTemplate(facts) })),
  ];
}

function hostFiles(host: Host, { plan: { facts }, flows }: HostModel): readonly HostFile[] {
  const firewall = gatewayFirewall(host, flows, facts);
  const { gateway } = host.services;
  return [
    ...bridgeFiles(host, facts),
    ...dhcpFiles(host, facts),
    ...(firewall === undefined ? [] : firewalldFiles(firewall, facts)),
    ...(gateway === undefined ? [] : [{ path: 'ROUTER.md', text: routerPage(host, gateway, facts) }]),
    ...(host.services.apiBalancer === undefined ? [] : balancerFiles(facts)),
  ];
}

function bridgeFiles(host: Host, facts: Facts): readonly HostFile[] {
  const bridges = host.interfaces.filter(isBridge);
  if (bridges.length === 0) return [];
  return [
    { path: 'open-vswitch.sh', text: openVswitchScript(bridges, facts) },
    { path: 'NetworkManager/conf.d/open-vswitch.conf', text: unmanagedConfig(bridges, facts) },
    ...bridges.map((bridge) => ({
      path: `assign-${bridge.name}-ip.service`,
      text: assignIpUnit(bridge, host, facts),
    })),
  ];
}

function dhcpFiles(host: Host, facts: Facts): readonly HostFile[] {
  const subnets = dhcpSubnets(host, facts);
  switch (host.services.dhcp?.server) {
    case undefined:
      return [];
    case 'kea':
      return [{ path: 'kea-dhcp4.conf', text: keaConfig(subnets, facts) }];
    case 'isc':
      return [{ path: 'dhcpd.conf', text: iscConfig(subnets, facts) }];
  }
}

function balancerFiles(facts: Facts): readonly HostFile[] {
  return [
    { path: 'haproxy.cfg', text: haproxyConfig(facts) },
    { path: 'tmpfiles.d/haproxy.conf', text: haproxyFolderConfig(facts) },
    { path: 'selinux.sh', text: selinuxScript(facts) },
  ];
}

function under(folder: string, files: readonly HostFile[]): readonly HostFile[] {
  return files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}
