import type { HostProgram } from '../../inventory';
import { db, gate, gatewayBase } from '../../plan/fixtures/base';
import { gatewayFile, isc, pis } from '../../testing/gateway';
import { hostTexts } from '../../testing/machines';
import { expectGolden } from '../../testing/golden';

test.each([
  'NetworkManager/conf.d/open-vswitch.conf',
  'ROUTER.md',
  'assign-br0-ip.service',
  'firewalld/direct.xml',
  'firewalld/policies/internal_to_public.xml',
  'firewalld/zones/internal.xml',
  'firewalld/zones/public.xml',
  'haproxy.cfg',
  'kea-dhcp4.conf',
  'open-vswitch.sh',
  'selinux.sh',
  'tmpfiles.d/haproxy.conf',
])('%s is the one that was read before', (path) => {
  expectGolden(`hosts/gateway/${path}`, gatewayFile(path));
});

test("dhcpd.conf and the nodes' hosts template are the ones that were read before", () => {
  expectGolden('hosts/gateway/dhcpd.conf', gatewayFile('dhcpd.conf', isc));
  expectGolden('hosts/gateway/hosts.debian.tmpl', hostTexts(pis)['ada/hosts.debian.tmpl'] ?? '');
});

test('every file says where it comes from, ends with a line feed, and is the same each time', () => {
  const files = hostTexts(pis);
  expect(Object.keys(files).filter((path) => path.startsWith('gate/'))).toHaveLength(12);
  for (const [path, text] of Object.entries(files)) {
    expect(`${path}: ${text.split('\n').slice(0, 4).join('\n')}`).toContain(
      'the description of cluster small',
    );
    expect(text).toMatch(/[^\n]\n$/);
  }
  expect(hostTexts(pis)).toEqual(files);
});

test('a host without a system gets the files of its database only, and a service that is not served none', () => {
  const names = (programs: readonly HostProgram[]) =>
    Object.keys(hostTexts({ ...ciliumOnly, hosts: [db, gate(programs)] })).filter((path) =>
      path.startsWith('gate/'),
    );
  const ciliumOnly = { ...pis, api: { host: 'ada' } };
  expect(names([])).toEqual([
    'gate/open-vswitch.sh',
    'gate/NetworkManager/conf.d/open-vswitch.conf',
    'gate/assign-br0-ip.service',
  ]);
  expect(Object.keys(hostTexts(pis)).filter((path) => path.startsWith('db/'))).toEqual([
    'db/init.sql',
    'db/pg_hba.conf',
    'db/postgresql.sh',
  ]);
});

test("a node's hosts file keeps the node's own names and knows every machine, the gateway by its near card", () => {
  const template = hostTexts(pis)['bob/hosts.debian.tmpl'] ?? '';
  expect(template.split('\n')[0]).toBe('## template:jinja');
  expect(template).toContain('\n127.0.1.1 {{fqdn}} {{hostname}}\n');
  expect(template.match(/^192.*$/gm)).toEqual([
    '192.0.2.11 ada',
    '192.0.2.12 bob',
    '192.0.2.13 cyd',
    '192.0.2.20 db',
    '192.0.2.1  gate',
  ]);
  expect(Object.keys(hostTexts(gatewayBase)).filter((path) => path.endsWith('.tmpl'))).toEqual([]);
});
