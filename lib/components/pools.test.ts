import * as fc from 'fast-check';
import type { PlanContext } from '../component';
import { factsFrom, flannelFacts } from '../testing/facts';
import { parseAddressRange, problemText, valueOf } from '../values';
import { checkNodeSelector, checkPools, type Pool, poolSize } from './pools';

const facts = {
  ...flannelFacts,
  dhcp: [{ network: 'nodes', range: '192.0.2.100-192.0.2.149', nameServers: ['192.0.2.1'] }],
};

function context(messages: string[]): PlanContext {
  return {
    facts: factsFrom(facts),
    at: 'small.components.balancer',
    report: (problem) => messages.push(problemText(problem)),
  };
}

function pool(name: string, network: string, range: string): Pool {
  return { name, network, range: valueOf(parseAddressRange(range)) };
}

function messagesFor(...ranges: string[]): readonly string[] {
  const messages: string[] = [];
  checkPools(
    ranges.map((range, index) => pool(`pool-${index}`, 'nodes', range)),
    'pools',
    context(messages),
  );
  return messages;
}

test.each([
  [
    'a node',
    '192.0.2.10-192.0.2.11',
    '192.0.2.10-192.0.2.11 covers 192.0.2.11, the address of node ada; end the range before it, begin after it, or move node ada',
  ],
  [
    'a host',
    '192.0.2.20-192.0.2.20',
    '192.0.2.20-192.0.2.20 covers 192.0.2.20, the address of host db (eth0); end the range before it, begin after it, or move host db (eth0)',
  ],
  [
    'the gateway',
    '192.0.2.1-192.0.2.2',
    '192.0.2.1-192.0.2.2 covers 192.0.2.1, the address of the gateway of network nodes; end the range before it, begin after it, or move the gateway of network nodes',
  ],
  [
    'what DHCP hands out',
    '192.0.2.149-192.0.2.160',
    '192.0.2.149-192.0.2.160 overlaps 192.0.2.100-192.0.2.149, which DHCP hands out in network nodes; end one before the other begins',
  ],
  [
    'addresses outside its network',
    '192.0.2.250-192.0.3.2',
    '192.0.2.250-192.0.3.2 leaves network nodes (192.0.2.0/24); keep the range within the network',
  ],
])('a pool may not hold %s', (_, range, message) => {
  expect(messagesFor(range)).toEqual([`pools.pool-0.range: ${message}`]);
});

test('pools that overlap one another are reported at the later one', () => {
  expect(
    messagesFor('192.0.2.200-192.0.2.210', '192.0.2.220-192.0.2.230', '192.0.2.210-192.0.2.215'),
  ).toEqual([
    'pools.pool-2.range: 192.0.2.210-192.0.2.215 overlaps 192.0.2.200-192.0.2.210 of pool pool-0; end one before the other begins',
  ]);
});

test('a pool names a network that exists, and is named once', () => {
  const messages: string[] = [];
  const pools = [
    pool('lan', 'node', '192.0.2.240-192.0.2.244'),
    pool('lan', 'nodes', '192.0.2.245-192.0.2.249'),
  ];
  checkPools(pools, 'pools', context(messages));
  expect(messages).toEqual([
    'pools.lan.network: no network is named "node"; did you mean "nodes"?',
    'pools.lan.name: two pools are named "lan"; give one of them another name',
  ]);
});

test('a pool lies in a network outside the cluster', () => {
  const messages: string[] = [];
  checkPools([pool('inside', 'services', '10.43.1.1-10.43.1.9')], 'pools', context(messages));
  expect(messages).toEqual([
    'pools.inside.network: network services is inside the cluster, where nobody outside asks for an address; take a network that the nodes have a card in',
  ]);
});

test('pools share an address exactly when that is reported', () => {
  const octet = fc.integer({ min: 150, max: 254 });
  fc.assert(
    fc.property(octet, octet, octet, octet, (a, b, c, d) => {
      const [first, second] = [
        [Math.min(a, b), Math.max(a, b)],
        [Math.min(c, d), Math.max(c, d)],
      ] as const;
      const shared = Array.from({ length: 256 }, (_, n) => n).some((n) =>
        [first, second].every(([from, to]) => n >= from && n <= to),
      );
      const texts = [first, second].map(([from, to]) => `192.0.2.${from}-192.0.2.${to}`);
      expect(messagesFor(...texts).length).toBe(shared ? 1 : 0);
    }),
  );
});

test('the size of pools counts both ends', () => {
  const written = [
    pool('one', 'nodes', '192.0.2.200-192.0.2.200'),
    pool('ten', 'nodes', '192.0.2.240-192.0.2.249'),
  ];
  expect(poolSize(written)).toBe(11);
});

test('a node selector that no node satisfies is reported', () => {
  const messages: string[] = [];
  checkNodeSelector({ 'storage-type': 'nvme' }, 'here', context(messages));
  checkNodeSelector(undefined, 'here', context(messages));
  expect(messages).toEqual([]);
  checkNodeSelector({ 'storage-type': 'nvme', 'kubernetes.io/hostname': 'ada' }, 'here', context(messages));
  expect(messages).toEqual([
    'here: no node has storage-type=nvme and kubernetes.io/hostname=ada; correct the selector, or label a node',
  ]);
});
