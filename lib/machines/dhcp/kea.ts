import type { Facts } from '../../inventory';
import { rangeText } from '../../values';
import { header, textOf } from '../machine-file';
import { type DhcpLease, type DhcpSubnet, leaseTime } from './subnets';

/**
 * Configuration of Kea, `/etc/kea/kea-dhcp4.conf`: JSON with comments.
 * https://kea.readthedocs.io/en/latest/arm/dhcp4-srv.html
 */
export function keaConfig(subnets: readonly DhcpSubnet[], facts: Facts): string {
  const cards = subnets.map(({ card }) => text(card)).join(', ');
  return textOf([
    ...header(facts, '//'),
    '{',
    '  "Dhcp4": {',
    '    "interfaces-config": {',
    '      // The networks of the other interfaces have their own DHCP servers.',
    `      "interfaces": [${cards}],`,
    '      // Raw sockets receive requests of machines without an address, whatever the firewall drops.',
    '      "dhcp-socket-type": "raw",',
    '      // The bridge may get its address shortly after Kea starts.',
    '      "service-sockets-max-retries": 30,',
    '      "service-sockets-retry-wait-time": 2000',
    '    },',
    '    // Kea is the only DHCP server in these networks, so it rejects a request for a wrong address at once.',
    '    "authoritative": true,',
    `    "valid-lifetime": ${leaseTime},`,
    `    "renew-timer": ${leaseTime / 2},`,
    `    "rebind-timer": ${(leaseTime * 7) / 8},`,
    '    // Leases survive a restart.',
    '    "lease-database": { "type": "memfile", "persist": true, "lfc-interval": 3600 },',
    '    "host-reservation-identifiers": ["hw-address"],',
    '    "subnet4": [',
    ...separated(subnets.map(subnetLines)),
    '    ]',
    '  }',
    '}',
  ]);
}

/** @param index place in the list; Kea tells the leases of one network from another's by it, from 1 up */
function subnetLines(subnet: DhcpSubnet, index: number): readonly string[] {
  const { card, cidr, ranges, leases } = subnet;
  return [
    '      {',
    `        "id": ${index + 1},`,
    `        "subnet": ${text(cidr)},`,
    `        "interface": ${text(card)},`,
    `        "pools": [${ranges.map((range) => `{ "pool": ${text(rangeText(range))} }`).join(', ')}],`,
    '        "option-data": [',
    ...separated(optionLines(subnet).map((line) => [line])),
    '        ],',
    '        "reservations": [',
    ...separated(leases.map((lease) => [leaseLine(lease)])),
    '        ]',
    '      }',
  ];
}

function optionLines({ router, nameServers }: DhcpSubnet): readonly string[] {
  const option = (name: string, data: string) => `          { "name": ${text(name)}, "data": ${text(data)} }`;
  return [
    ...(router === undefined ? [] : [option('routers', router)]),
    ...(nameServers.length === 0 ? [] : [option('domain-name-servers', nameServers.join(', '))]),
  ];
}

function leaseLine({ name, mac, address }: DhcpLease): string {
  return `          { "hostname": ${text(name)}, "hw-address": ${text(mac)}, "ip-address": ${text(address)} }`;
}

/** Items of a list, with a comma after each but the last. */
function separated(items: readonly (readonly string[])[]): readonly string[] {
  return items.flatMap((lines, index) =>
    index === items.length - 1 ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`],
  );
}

function text(value: string): string {
  return JSON.stringify(value);
}
