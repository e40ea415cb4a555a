import type { Facts } from '../../inventory';
import { cidrBounds, ipv4FromNumber, prefixLength } from '../../values';
import { header, textOf } from '../machine-file';
import { type DhcpSubnet, leaseTime } from './subnets';

/** Configuration of ISC's DHCP server, `/etc/dhcp/dhcpd.conf`: what Enterprise Linux had before Kea. */
export function iscConfig(subnets: readonly DhcpSubnet[], facts: Facts): string {
  return textOf([
    ...header(facts, '#'),
    '',
    '# This is the only DHCP server in these networks, so it rejects a request for a wrong address at once.',
    'authoritative;',
    `default-lease-time ${leaseTime};`,
    `max-lease-time ${leaseTime};`,
    '# Without this, dhcpd looks for a name server that accepts dynamic updates.',
    'ddns-update-style none;',
    ...subnets.flatMap((subnet) => ['', ...subnetLines(subnet)]),
  ]);
}

function subnetLines({ card, cidr, router, nameServers, ranges, leases }: DhcpSubnet): readonly string[] {
  const network = ipv4FromNumber(cidrBounds(cidr).first);
  const mask = ipv4FromNumber(2 ** 32 - 2 ** (32 - prefixLength(cidr)));
  return [
    `# The network of ${card}. dhcpd answers only on interfaces whose network is declared here.`,
    `subnet ${network} netmask ${mask} {`,
    ...ranges.map(({ first, last }) => `  range ${first} ${last};`),
    ...(router === undefined ? [] : [`  option routers ${router};`]),
    ...(nameServers.length === 0 ? [] : [`  option domain-name-servers ${nameServers.join(', ')};`]),
    ...leases.flatMap(({ name, mac, address }) => [
      '',
      `  host ${name} {`,
      `    hardware ethernet ${mac};`,
      `    fixed-address ${address};`,
      `    option host-name "${name}";`,
      '  }',
    ]),
    '}',
  ];
}
