import type { HostProgram } from '../../inventory';
import { iscConfig } from './isc-dhcpd';
import { keaConfig } from './kea';
import { dhcpServer } from './server';

/**
 * Kea, a DHCP server for the networks in which its host has a card: it hands out the ranges of `dhcp`, and gives every node and
 * host with a known MAC address the address that is written for it.
 * @example
 * kea()
 */
export function kea(): HostProgram {
  return dhcpServer({
    name: 'kea',
    title: 'Kea',
    unit: 'kea-dhcp4',
    package: 'kea',
    others: ['dhcpd'],
    file: 'kea-dhcp4.conf',
    folder: '/etc/kea/',
    test: 'kea-dhcp4 -t /etc/kea/kea-dhcp4.conf',
    config: keaConfig,
  });
}

/**
 * ISC's `dhcpd`, which does what Kea does. It is gone from Enterprise Linux 10.
 * @example
 * iscDhcpd()
 */
export function iscDhcpd(): HostProgram {
  return dhcpServer({
    name: 'isc-dhcpd',
    title: "ISC's dhcpd",
    unit: 'dhcpd',
    package: 'dhcp-server',
    others: ['kea-dhcp4'],
    file: 'dhcpd.conf',
    folder: '/etc/dhcp/',
    test: 'dhcpd -t -cf /etc/dhcp/dhcpd.conf',
    config: iscConfig,
  });
}
