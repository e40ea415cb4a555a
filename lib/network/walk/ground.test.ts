import { card, ip, machine, net } from '../../testing/topologies';
import { ipv4FromNumber, ipv4ToNumber } from '../../values';
import { groundOf, type Standing, wayTo } from './ground';

const number = (address: string) => ipv4ToNumber(ip(address));

const node = machine(
  'ada',
  [
    card('eth0', '192.0.2.11/24', 'lan', { answersFor: [ip('192.0.2.240')] }),
    card('cni0', '10.42.0.1/24', 'pods of ada', { bridge: true }),
  ],
  {
    routes: [
      { to: net('0.0.0.0/0'), via: ip('192.0.2.1') },
      { to: net('198.51.100.0/24'), via: ip('192.0.2.2') },
      { to: net('203.0.113.0/24'), via: ip('172.16.0.1') },
    ],
    tunnel: {
      device: 'flannel.1',
      address: ip('10.42.0.0'),
      port: 8472,
      peers: [
        { pods: net('10.42.0.0/24'), node: ip('192.0.2.11') },
        { pods: net('10.42.1.0/24'), node: ip('192.0.2.12') },
      ],
    },
  },
);
const router = machine('router', [card('lan', '192.0.2.1/24', 'lan'), card('wan', '198.51.100.1/24', 'wan')]);
const ground = groundOf({ machines: [router, node] });

function standing(name: string): Standing {
  const found = ground.standing.get(name);
  if (found === undefined) throw new Error(`${name} is lost`);
  return found;
}

test.each([
  ['its own network', '192.0.2.77', { device: 'eth0', wire: 'lan' }],
  ['its pods', '10.42.0.5', { device: 'cni0', wire: 'pods of ada' }],
  ['pods of another node', '10.42.1.5', { device: 'flannel.1', tunnelTo: '192.0.2.12' }],
  ['a network with a router of its own', '198.51.100.9', { device: 'eth0', via: number('192.0.2.2') }],
  ['everything else', '192.0.3.1', { device: 'eth0', via: number('192.0.2.1') }],
  ['a network whose router is on none of its wires', '203.0.113.9', { via: number('192.0.2.1') }],
])('the longest prefix leads to %s', (_, address, way) => {
  expect(wayTo(standing('ada'), number(address))).toMatchObject(way);
});

test('a machine without such a way has none', () => {
  expect(wayTo(standing('router'), number('203.0.113.9'))).toBeUndefined();
});

test('packets have the address of the device by which they leave', () => {
  const sent = (to: string) => ipv4FromNumber(wayTo(standing('ada'), number(to))?.address ?? 0);
  expect(sent('192.0.2.77')).toBe('192.0.2.11');
  expect(sent('10.42.0.5')).toBe('10.42.0.1');
  expect(sent('10.42.1.5')).toBe('10.42.0.0');
  expect(sent('203.0.113.9')).toBe('192.0.2.11');
});

test.each([
  ['an address of the card on that wire', 'lan', '192.0.2.11', ['ada', 'eth0']],
  ['one for which it answers there', 'lan', '192.0.2.240', ['ada', 'eth0']],
  ['one of another card, as Linux does', 'wan', '192.0.2.1', ['router', 'wan']],
  ['the address of the VXLAN device', 'pods of ada', '10.42.0.0', ['ada', 'cni0']],
  ['an address that no machine has', 'lan', '192.0.2.77', undefined],
  ['an address on a wire where its machine is not', 'wan', '192.0.2.11', undefined],
])('%s is answered for', (_, wire, address, expected) => {
  const found = ground.holder(wire, number(address));
  expect(found && [found.at.machine.name, found.device]).toEqual(expected);
});

test('the card on a wire answers before another machine that has the address elsewhere', () => {
  const shy = machine('shy', [card('eth0', '192.0.2.9/24', 'lan'), card('eth1', '10.0.0.1/24', 'back')]);
  const right = machine('right', [card('eth0', '10.0.0.1/24', 'lan')]);
  for (const machines of [
    [shy, right],
    [right, shy],
  ])
    expect(groundOf({ machines }).holder('lan', number('10.0.0.1'))?.at.machine.name).toBe('right');
});

test('a bridge is found by its wire', () => {
  expect(ground.bridge('pods of ada')).toMatchObject({ device: 'cni0', at: { machine: { name: 'ada' } } });
  expect(ground.bridge('lan')).toBeUndefined();
});

test('everything that a machine answers for is its own', () => {
  expect([...standing('ada').own].map(ipv4FromNumber)).toEqual([
    '192.0.2.11',
    '192.0.2.240',
    '10.42.0.1',
    '10.42.0.0',
  ]);
});
