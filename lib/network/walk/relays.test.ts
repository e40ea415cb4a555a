import {
  attempt,
  card,
  filter,
  ip,
  machine,
  outcome,
  rule,
  table,
  tcp,
  tried,
} from '../../testing/topologies';
import type { Chain } from '../firewall/rule';
import type { Machine } from '../topology/topology';

describe('a program that passes connections on', () => {
  const backend = (name: string, address: string, chains: readonly Chain[] = []) =>
    machine(name, [card('eth0', address, 'lan')], { tables: [table(...chains)] });
  const relayed = (...backends: readonly Machine[]) => [
    machine('ann', [card('eth0', '192.0.2.1/24', 'lan')]),
    machine('gate', [card('eth0', '192.0.2.254/24', 'lan')], {
      relays: [
        {
          transport: 'tcp',
          port: 6443,
          backends: ['192.0.2.11', '192.0.2.12'].map((address) => ({ address: ip(address), port: 443 })),
        },
      ],
    }),
    ...backends,
  ];
  const closed = [filter('input', 'drop')];

  test('opens one of its own, which the backend sees come from it', () => {
    const open = relayed(
      backend('one', '192.0.2.11/24', [filter('input', 'drop', [rule('accept', tcp(443))])]),
    );
    expect(outcome(open, attempt('ann', '192.0.2.254', 6443))).toEqual([true, 'one', '192.0.2.254']);
    expect(tried(open, attempt('ann', '192.0.2.254', 6443)).steps).toContainEqual(
      expect.objectContaining({ kind: 'relay', machine: 'gate', to: '192.0.2.11' }),
    );
  });

  test('goes on to the next backend where one is closed', () => {
    const second = relayed(backend('one', '192.0.2.11/24', closed), backend('two', '192.0.2.12/24'));
    expect(outcome(second, attempt('ann', '192.0.2.254', 6443))).toEqual([true, 'two', '192.0.2.254']);
  });

  test('counts: with no backend open nothing is reached', () => {
    const none = relayed(backend('one', '192.0.2.11/24', closed), backend('two', '192.0.2.12/24', closed));
    expect(outcome(none, attempt('ann', '192.0.2.254', 6443))).toEqual([
      false,
      'two',
      'two: no rule of chain input-filter of table test accepts tcp 443 from 192.0.2.254 to 192.0.2.12',
    ]);
  });

  test('takes its own port and transport only', () => {
    const none = relayed();
    expect(outcome(none, attempt('ann', '192.0.2.254', 6444))).toEqual([true, 'gate', '192.0.2.1']);
    expect(outcome(none, attempt('ann', '192.0.2.254', 6443, 'udp'))).toEqual([true, 'gate', '192.0.2.1']);
  });
});
