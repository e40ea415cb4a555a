import { db, gate, gateCards, gatePrograms } from '../../plan/fixtures/base';
import { gatewayFile, pis } from '../../testing/gateway';
import { hostTexts } from '../../testing/machines';

test('its unit has its name, comes after Open vSwitch, and gives the address with the length of the network', () => {
  const unit = gatewayFile('assign-br0-ip.service');
  expect(unit).toContain('\nRequires=openvswitch.service\nAfter=openvswitch.service\n');
  expect(unit.match(/^ExecStart=.*$/gm)).toEqual([
    'ExecStart=/usr/sbin/ip link set dev eth1 up',
    'ExecStart=/usr/sbin/ip address replace 192.0.2.1/24 dev br0',
    'ExecStart=/usr/sbin/ip link set dev br0 up',
  ]);
});

test('a host whose cards are plain ones has neither unit nor script', () => {
  const plain = gateCards.map(({ name, network, address }) => ({ name, network, address }));
  const files = hostTexts({ ...pis, hosts: [db, gate(gatePrograms(), plain)] });
  expect(Object.keys(files).filter((path) => /vswitch|assign/.test(path))).toEqual([]);
});
