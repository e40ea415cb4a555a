import fc from 'fast-check';
import { drawnMatch, everyPacket, meeting, type Seen } from '../../testing/packets';
import { dnat, filter, ip, nat, net, rule, table } from '../../testing/topologies';
import { ipv4ToNumber } from '../../values';
import type { Match, FilterRule, Table } from '../firewall/rule';
import { chainsOf, decide, translated } from './chains';

/** How `decide` sees a packet of the small world. */
const look = ({ source, destination, transport, port, state, translated: changed, iifname, oifname }: Seen) =>
  [
    {
      source: ipv4ToNumber(ip(source)),
      destination: ipv4ToNumber(ip(destination)),
      transport,
      port,
      sourcePort: 50_000,
    },
    { state, translated: changed },
    { ...(iifname !== undefined && { iifname }), ...(oifname !== undefined && { oifname }) },
  ] as const;
const looks = everyPacket.map((seen) => ({ seen, as: look(seen) }));

function ready(...rules: readonly FilterRule[]) {
  const [chain] = chainsOf([table(filter('input', 'drop', rules))]).of('input', 'filter');
  if (chain === undefined) throw new Error('the chain is lost');
  return chain;
}

test('a rule decides about exactly the packets that meet all its conditions', () => {
  const met = { yes: 0, no: 0 };
  fc.assert(
    fc.property(drawnMatch, (match) => {
      const chain = ready(rule('accept', match));
      const meets = meeting(match);
      for (const { seen, as } of looks) {
        const wanted = meets(seen);
        met[wanted ? 'yes' : 'no'] += 1;
        if ((decide(chain, ...as).rule !== undefined) !== wanted)
          throw new Error(`${wanted ? 'missed' : 'taken'}: ${JSON.stringify(seen)}`);
      }
    }),
    { numRuns: 200, seed: 20_260_102 },
  );
  expect(met.yes).toBeGreaterThan(10_000);
  expect(met.no).toBeGreaterThan(10_000);
});

test.each<readonly [string, readonly string[], boolean]>([
  ['lxc1', ['lxc*'], true],
  ['lxc', ['lxc*'], true],
  ['lx', ['lxc*'], false],
  ['a-lxc1', ['lxc*'], false],
  ['cni0', ['lxc*', 'cni0'], true],
  ['cni01', ['cni0'], false],
  ['anything', ['*'], true],
])('nftables takes device %s for one of %s: %s', (device, iifname, isMet) => {
  const [first] = looks;
  if (first === undefined) throw new Error('no packet');
  const [packet, connection] = first.as;
  const decision = decide(ready(rule('accept', { iifname })), packet, connection, { iifname: device });
  expect(decision.rule !== undefined).toBe(isMet);
});

test.each<readonly [string, Match]>([
  ['states', { states: ['new'] }],
  ['translated', { translated: true }],
  ['iifname', { iifname: ['a'] }],
  ['oifname', { oifname: ['a'] }],
  ['source', { source: [net('10.0.0.0/31')] }],
  ['destination', { destination: [net('10.0.0.0/31')] }],
  ['notDestination', { notDestination: [net('10.0.0.0/31')] }],
  ['transport', { transport: 'tcp' }],
  ['ports', { transport: 'tcp', ports: [{ first: 2, last: 3 }] }],
])('the condition %s takes some packets and not others', (_, match) => {
  const chain = ready(rule('accept', match));
  const met = looks.filter(({ as }) => decide(chain, ...as).rule !== undefined);
  expect(met.length).toBeGreaterThan(0);
  expect(met.length).toBeLessThan(looks.length);
  expect(met.map(({ seen }) => seen)).toEqual(everyPacket.filter(meeting(match)));
});

describe('which rule decides', () => {
  const [first, second] = [rule('drop', {}, 'first'), rule('accept', {}, 'second')];
  const [{ as } = { as: undefined }] = looks;
  if (as === undefined) throw new Error('no packet');

  test('is the first that fits, or none and then the policy', () => {
    expect(decide(ready(first, second), ...as).rule).toBe(first);
    expect(decide(ready(rule('accept', { translated: true, iifname: ['b'] })), ...as)).not.toHaveProperty(
      'rule',
    );
  });

  test('is another one where the first is taken as if it were not there', () => {
    expect(decide(ready(first, second), ...as, first).rule).toBe(second);
    expect(decide(ready(first), ...as, first)).not.toHaveProperty('rule');
    // An equal rule elsewhere stays: it is the very rule that is left out.
    expect(decide(ready(first, second), ...as, { ...first }).rule).toBe(first);
  });
});

test('chains of a hook come by priority, whatever table they are in, and in order of writing where that is the same', () => {
  const named = (name: string, priority: number): Table => ({
    ...table({ ...filter('forward', 'accept', [], priority), name }),
    name,
  });
  const chains = chainsOf([named('last', 10), named('first', -5), named('one', 0), named('other', 0)]);
  expect(chains.of('forward', 'filter').map(({ chain }) => chain.name)).toEqual([
    'first',
    'one',
    'other',
    'last',
  ]);
  expect(chains.of('forward', 'nat')).toEqual([]);
  expect(chains.of('input', 'filter')).toEqual([]);
});

test('filters and translations of one hook are apart', () => {
  const chains = chainsOf([table(filter('postrouting', 'accept'), nat('postrouting', rule('masquerade')))]);
  expect(chains.of('postrouting', 'filter').map(({ chain }) => chain.type)).toEqual(['filter']);
  expect(chains.of('postrouting', 'nat').map(({ chain }) => chain.type)).toEqual(['nat']);
});

test.each<readonly [string, FilterRule, object]>([
  ['masquerade gives the address of the device', rule('masquerade'), { source: 99 }],
  ['dnat to an address keeps the port', dnat('0.0.0.7'), { destination: 7 }],
  ['dnat to an address and port changes both', dnat('0.0.0.7:8080'), { destination: 7, port: 8080 }],
  ['accept changes nothing', rule('accept'), {}],
  ['drop changes nothing', rule('drop'), {}],
])('%s', (_, one, changes) => {
  const packet = { transport: 'tcp' as const, source: 1, destination: 2, port: 80, sourcePort: 50_000 };
  expect(translated(packet, one, 99)).toEqual({ ...packet, ...changes });
});
