import type { ClusterInput } from '../../plan';
import { changed, gatePrograms } from '../../plan/fixtures/base';
import { gatewayFile, pis } from '../../testing/gateway';
import { hostTexts } from '../../testing/machines';

const xml = (input: ClusterInput = pis) =>
  Object.entries(hostTexts(input)).filter(([path]) => path.endsWith('.xml'));

test('sources are translated in one place of all files: the policy', () => {
  const texts = xml().map(([path, text]) => [path, text.match(/masquerade\/?>|MASQUERADE/g)?.length ?? 0]);
  expect(texts.filter(([, count]) => count !== 0)).toEqual([
    ['gate/firewalld/policies/internal_to_public.xml', 1],
  ]);
});

test('SSH and the API are open to administrators outside, the API to nodes inside, and DHCP inside only', () => {
  const opened = (zone: string) =>
    [
      ...gatewayFile(`firewalld/zones/${zone}.xml`).matchAll(
        /<source address="(\S+)"\/>\s+<port port="(\S+)" protocol="(\S+)"\/>/g,
      ),
    ].map((match) => match.slice(1).join(' '));
  expect(opened('public')).toEqual(['198.51.100.0/24 22 tcp', '198.51.100.0/24 6443 tcp']);
  expect(opened('internal')).toEqual([
    '192.0.2.11 6443 tcp',
    '192.0.2.12 6443 tcp',
    '192.0.2.13 6443 tcp',
    '192.0.2.0/24 67 udp',
  ]);
});

test('administrators who sit behind the gateway come in there', () => {
  const both = changed('administrators.networks', ['192.0.2.0/25', '198.51.100.0/24'], pis);
  const ssh = (zone: string) =>
    gatewayFile(`firewalld/zones/${zone}.xml`, gatePrograms(), both).split('<!-- SSH -->')[1]?.slice(0, 70);
  expect(ssh('internal')).toContain('192.0.2.0/25');
  expect(ssh('public')).toContain('198.51.100.0/24');
});

test('no zone has services or a target of its own: what nothing opens is rejected', () => {
  for (const [, text] of xml()) expect(text).not.toMatch(/<service|<zone |<forward\/>|<masquerade enabled/);
});

test('a forwarded port names its address, and no comment has two dashes in a row', () => {
  expect(gatewayFile('firewalld/zones/public.xml')).toContain(
    '<!-- port 443 to 192.0.2.240 -->\n  <forward-port port="443" protocol="tcp" to-addr="192.0.2.240"/>',
  );
  for (const [, text] of xml())
    for (const [, inner = ''] of text.matchAll(/<!--([^]*?)-->/g)) expect(inner).not.toMatch(/--|-$/);
});
