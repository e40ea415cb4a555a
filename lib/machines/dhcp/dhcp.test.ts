import * as v from 'valibot';
import type { HostProgram } from '../../inventory';
import { changed, db, gate, gatePrograms, gatewayBase } from '../../plan/fixtures/base';
import { gatewayFile, isc, pis } from '../../testing/gateway';
import { hostTexts } from '../../testing/machines';

test('the server that is written is the one whose file ships, and the one that the bridge comes before', () => {
  const path = (programs: readonly HostProgram[]) =>
    Object.keys(hostTexts({ ...pis, hosts: [db, gate(programs)] })).filter((name) => /dhcp/.test(name));
  expect(path(gatePrograms())).toEqual(['gate/kea-dhcp4.conf']);
  expect(path(isc)).toEqual(['gate/dhcpd.conf']);
  expect(gatewayFile('assign-br0-ip.service')).toContain('\nBefore=kea-dhcp4.service haproxy.service\n');
  expect(gatewayFile('assign-br0-ip.service', isc)).toContain('\nBefore=dhcpd.service haproxy.service\n');
});

test('every node and every other host with a MAC address in the network has its lease', () => {
  const { Dhcp4 } = keaOf(gatewayFile('kea-dhcp4.conf'));
  expect(Dhcp4['interfaces-config'].interfaces).toEqual(['br0']);
  expect(Dhcp4.subnet4[0]?.reservations).toEqual([
    { hostname: 'ada', 'hw-address': '00:00:5E:00:53:11', 'ip-address': '192.0.2.11' },
    { hostname: 'bob', 'hw-address': '00:00:5E:00:53:12', 'ip-address': '192.0.2.12' },
    { hostname: 'cyd', 'hw-address': '00:00:5E:00:53:13', 'ip-address': '192.0.2.13' },
    { hostname: 'db', 'hw-address': '00:00:5E:00:53:20', 'ip-address': '192.0.2.20' },
  ]);
});

test('both servers hand out the same: ranges, router, name servers and leases', () => {
  const two = changed(
    'dhcp',
    [
      ...gatewayBase.dhcp,
      { network: 'nodes', range: '192.0.2.210-192.0.2.219', nameServers: ['192.0.2.20'] },
    ],
    pis,
  );
  const { Dhcp4 } = keaOf(gatewayFile('kea-dhcp4.conf', gatePrograms(), two));
  const [subnet] = Dhcp4.subnet4;
  const text = gatewayFile('dhcpd.conf', isc, two);
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.slice(1));
  expect(found(/range (\S+) (\S+);/g).map((range) => ({ pool: range.join('-') }))).toEqual(subnet?.pools);
  expect(found(/host (\S+) \{\s+hardware ethernet (\S+);\s+fixed-address (\S+);/g)).toEqual(
    subnet?.reservations.map((lease) => [lease.hostname, lease['hw-address'], lease['ip-address']]),
  );
  expect(subnet?.['option-data']).toEqual([
    { name: 'routers', data: found(/option routers (.*);/g).join() },
    { name: 'domain-name-servers', data: found(/option domain-name-servers (.*);/g).join() },
  ]);
  expect(text).toContain('\nauthoritative;\n');
  expect(Dhcp4.authoritative).toBe(true);
});

const keaShape = v.object({
  Dhcp4: v.object({
    authoritative: v.boolean(),
    'interfaces-config': v.object({ interfaces: v.array(v.string()) }),
    subnet4: v.array(
      v.object({
        pools: v.array(v.object({ pool: v.string() })),
        'option-data': v.array(v.unknown()),
        reservations: v.array(
          v.object({ hostname: v.string(), 'hw-address': v.string(), 'ip-address': v.string() }),
        ),
      }),
    ),
  }),
});

/** Reads Kea's file as JSON, without the lines that are comments. */
function keaOf(text: string) {
  return v.parse(keaShape, JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '')));
}
