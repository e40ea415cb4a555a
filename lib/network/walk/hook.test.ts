import { dnat, filter, ip, machine, nat, rule, table, tcp } from '../../testing/topologies';
import { ipv4ToNumber } from '../../values';
import type { Chain, Hook } from '../firewall/rule';
import { groundOf } from './ground';
import { passHook, type Passing } from './hook';
import { answerTo, ephemeralPort, type Packet } from './packet';

const number = (address: string) => ipv4ToNumber(ip(address));

/** A packet from 192.0.2.1 to port 80 of 192.0.2.2. */
const packet: Packet = {
  transport: 'tcp',
  source: number('192.0.2.1'),
  destination: number('192.0.2.2'),
  port: 80,
  sourcePort: ephemeralPort,
};
const fresh: Passing = { packet, connection: { state: 'new', translated: false }, done: new Set() };

/** What becomes of a packet at a hook, and the rules and policies that had a say. */
function asked(hook: Hook, passing: Passing, chains: readonly Chain[]) {
  const at = groundOf({ machines: [machine('ann', [], { tables: [table(...chains)] })] }).standing.get('ann');
  if (at === undefined) throw new Error('ann is lost');
  const said: string[] = [];
  const note = (
    decision: { readonly rule?: { readonly flow: string }; readonly chain: Chain },
    seen: Packet,
  ) => said.push(`${decision.rule?.flow ?? decision.chain.policy} ${seen.port}`);
  return { on: passHook({ at, note }, hook, passing, {}, number('198.51.100.1')), said };
}

const toPort = (port: number) => dnat(`192.0.2.3:${port}`);

test.each<readonly [string, Hook, readonly Chain[], readonly string[]]>([
  [
    'a filter before the place of translation sees the packet as it came',
    'prerouting',
    [filter('prerouting', 'accept', [], -150), nat('prerouting', toPort(8080))],
    ['accept 80', 'to 192.0.2.3:8080 80'],
  ],
  [
    'a filter after it sees the packet as it goes on',
    'prerouting',
    [filter('prerouting', 'accept', [], 0), nat('prerouting', toPort(8080))],
    ['to 192.0.2.3:8080 80', 'accept 8080'],
  ],
  [
    'at the very place of translation it sees the packet as it goes on',
    'prerouting',
    [filter('prerouting', 'accept', [], -100), nat('prerouting', toPort(8080))],
    ['to 192.0.2.3:8080 80', 'accept 8080'],
  ],
  [
    'forward translates nothing',
    'forward',
    [filter('forward', 'accept', [rule('accept', tcp(80), 'web')])],
    ['web 80'],
  ],
])('%s', (_, hook, chains, said) => {
  expect(asked(hook, fresh, chains).said).toEqual(said);
});

test('a packet is translated once a direction, and by the first chain that does', () => {
  const second = { ...nat('prerouting', toPort(9090)), name: 'second', priority: -90 };
  const once = asked('prerouting', fresh, [second, nat('prerouting', toPort(8080))]);
  expect(once.on?.packet.port).toBe(8080);
  expect(once.on?.done).toEqual(new Set(['destination']));
  const again = once.on && asked('output', once.on, [nat('output', toPort(7070))]).on;
  expect(again?.packet.port).toBe(8080);
  // The source is another direction.
  const out = once.on && asked('postrouting', once.on, [nat('postrouting', rule('masquerade'))]).on;
  expect(out?.packet.source).toBe(number('198.51.100.1'));
});

test('a rule that accepts leaves the packet to the next chain', () => {
  const kept = { ...nat('prerouting', rule('accept')), priority: -110 };
  expect(asked('prerouting', fresh, [kept, nat('prerouting', toPort(8080))]).on?.packet.port).toBe(8080);
});

test('only another destination counts as translated', () => {
  const translatedBy = (to: string) =>
    asked('prerouting', fresh, [nat('prerouting', dnat(to))]).on?.connection;
  expect(translatedBy('192.0.2.3')).toEqual({ state: 'new', translated: true });
  expect(translatedBy('192.0.2.2:8080')).toEqual({ state: 'new', translated: true });
  expect(translatedBy('192.0.2.2:80')).toEqual({ state: 'new', translated: false });
  expect(
    asked('postrouting', fresh, [nat('postrouting', rule('masquerade'))]).on?.connection.translated,
  ).toBe(false);
});

test.each<readonly [string, Hook, readonly Chain[]]>([
  ['a filter before translation', 'prerouting', [filter('prerouting', 'drop', [], -150)]],
  ['a filter after translation', 'prerouting', [filter('prerouting', 'drop')]],
  ['a rule among translations', 'prerouting', [nat('prerouting', rule('drop'))]],
  ['the policy of a chain of translations', 'output', [{ ...nat('output'), policy: 'drop' }]],
])('%s can drop it', (_, hook, chains) => {
  expect(asked(hook, fresh, chains).on).toBeUndefined();
});

describe('a connection that is known', () => {
  const kept = { ...packet, destination: number('192.0.2.3'), port: 8080 };
  const known = { original: packet, translated: kept, answered: true };
  const established = { state: 'established', translated: true } as const;

  test('has its answers turned back, whatever the rules say', () => {
    const answer: Passing = {
      packet: answerTo(kept),
      connection: established,
      answers: known,
      done: new Set(),
    };
    const chains = [nat('postrouting', rule('masquerade'))];
    const at = asked('postrouting', answer, chains);
    expect(at.on?.packet).toEqual(answerTo(packet));
    expect(at.said).toEqual([]);
  });

  test('has its later packets translated like the first, whatever the rules say by now', () => {
    const later: Passing = { packet, connection: established, follows: known, done: new Set() };
    expect(asked('prerouting', later, [nat('prerouting', toPort(9090))]).on?.packet).toEqual(kept);
  });

  test('leaves what is invalid alone', () => {
    const connection = { state: 'invalid', translated: true } as const;
    const later: Passing = { packet, connection, follows: { ...known, answered: false }, done: new Set() };
    expect(asked('prerouting', later, [nat('prerouting', toPort(9090))]).on?.packet).toEqual(packet);
  });
});
