import * as fc from 'fast-check';
import { claim, claimsOf, readClaims } from '../inventory';
import { factsFrom, flannelFacts } from '../testing/facts';
import { parseAddressRange, type Problem, problemText, valueOf } from '../values';
import { addressPools, type AddressPool } from './address-pools';

const facts = {
  ...flannelFacts,
  dhcp: [{ network: 'nodes', range: '192.0.2.100-192.0.2.149', nameServers: ['192.0.2.1'] }],
};

function pool(name: string, network: string, range: string): AddressPool {
  return { name, network, range: valueOf(parseAddressRange(range)) };
}

/** What is said about pools that a component claims. */
function messagesOf(...pools: readonly AddressPool[]): readonly string[] {
  const messages: string[] = [];
  const report = (problem: Problem) => messages.push(problemText(problem));
  const made = pools.map((one) => claim(addressPools, one, `.pools.${one.name}`));
  const claims = readClaims(made, { by: 'balancer', at: 'balancer' }, report);
  const read = claimsOf({ claims }, addressPools);
  addressPools.check?.(read, { facts: factsFrom(facts), at: 'small', components: [], claims, report });
  return messages;
}

function messagesFor(...ranges: string[]): readonly string[] {
  return messagesOf(...ranges.map((range, index) => pool(`pool-${index}`, 'nodes', range)));
}

test.each([
  [
    'a node',
    '192.0.2.10-192.0.2.11',
    '192.0.2.10-192.0.2.11 contains 192.0.2.11, the address of node ada; end the range before it, begin after it, or change the address of node ada',
  ],
  [
    'a host',
    '192.0.2.20-192.0.2.20',
    '192.0.2.20-192.0.2.20 contains 192.0.2.20, the address of host db (eth0); end the range before it, begin after it, or change the address of host db (eth0)',
  ],
  [
    'the gateway',
    '192.0.2.1-192.0.2.2',
    '192.0.2.1-192.0.2.2 contains 192.0.2.1, the address of the gateway of network nodes; end the range before it, begin after it, or change the address of the gateway of network nodes',
  ],
  [
    'what DHCP hands out',
    '192.0.2.149-192.0.2.160',
    '192.0.2.149-192.0.2.160 overlaps 192.0.2.100-192.0.2.149, which DHCP hands out in network nodes; end one before the other begins',
  ],
  [
    'addresses outside its network',
    '192.0.2.250-192.0.3.2',
    '192.0.2.250-192.0.3.2 is not within network nodes (192.0.2.0/24); choose a range within the network',
  ],
])('a pool may not hold %s', (_, range, message) => {
  expect(messagesFor(range)).toEqual([`balancer.pools.pool-0.range: ${message}`]);
});

test('pools that overlap one another are reported at the later one', () => {
  expect(
    messagesFor('192.0.2.200-192.0.2.210', '192.0.2.220-192.0.2.230', '192.0.2.210-192.0.2.215'),
  ).toEqual([
    'balancer.pools.pool-2.range: 192.0.2.210-192.0.2.215 overlaps 192.0.2.200-192.0.2.210 of pool pool-0; end one before the other begins',
  ]);
});

test('a pool names a network that exists, and is named once', () => {
  const pools = [
    pool('lan', 'node', '192.0.2.240-192.0.2.244'),
    pool('lan', 'nodes', '192.0.2.245-192.0.2.249'),
  ];
  expect(messagesOf(...pools)).toEqual([
    'balancer.pools.lan.network: no network is named "node"; did you mean "nodes"?',
    'balancer.pools.lan.name: two pools are named "lan"; give one of them another name',
  ]);
});

test('a pool lies in a network outside the cluster', () => {
  expect(messagesOf(pool('inside', 'services', '10.43.1.1-10.43.1.9'))).toEqual([
    'balancer.pools.inside.network: network services is inside the cluster, so its addresses cannot be reached from outside; take a network that the nodes have a card in',
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
