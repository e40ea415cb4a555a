import {
  answers,
  attempt,
  byWayOf,
  card,
  dnat,
  filter,
  ip,
  machine,
  nat,
  net,
  outcome,
  rule,
  table,
  tcp,
  tried,
  udp,
} from '../../testing/topologies';
import type { Chain } from '../firewall/rule';

/** Two nodes with two pods each; `filtered` is the input of the second one. */
const nodes = (filtered: readonly Chain[] = [], first: readonly Chain[] = []) => {
  const node = (name: string, own: number, other: number, chains: readonly Chain[]) => [
    machine(
      name,
      [
        card('eth0', `192.0.2.${own}/24`, 'lan'),
        card('cni0', `10.42.${own}.1/24`, `pods of ${name}`, { bridge: true }),
      ],
      {
        kind: 'node',
        forwards: true,
        tunnel: {
          device: 'flannel.1',
          address: ip(`10.42.${own}.0`),
          port: 8472,
          peers: [{ pods: net(`10.42.${other}.0/24`), node: ip(`192.0.2.${other}`) }],
        },
        tables: [table(...chains)],
      },
    ),
    ...[2, 3].map((place) =>
      machine(`pod-${own}-${place}`, [card('eth0', `10.42.${own}.${place}/24`, `pods of ${name}`)], {
        kind: 'pod',
        routes: byWayOf(`10.42.${own}.1`),
      }),
    ),
  ];
  return [...node('ada', 1, 2, first), ...node('bob', 2, 1, filtered)];
};

describe('pods of two nodes', () => {
  const mesh = rule('accept', { source: [net('192.0.2.1/32')], ...udp(8472) }, 'mesh');

  test('reach each other inside VXLAN, with their own addresses', () => {
    const done = tried(nodes(), attempt('pod-1-2', '10.42.2.2'));
    expect(done).toMatchObject({ arrives: true, at: 'pod-2-2', seenFrom: '10.42.1.2' });
    expect(
      done.steps.filter(({ kind }) => kind === 'tunnel').map(({ machine: at, answer }) => [at, answer]),
    ).toEqual([
      ['ada', false],
      ['bob', true],
    ]);
  });

  test('need the rule for the packet around theirs; without it, it is that one which is dropped', () => {
    const guarded = (...rules: readonly ReturnType<typeof rule>[]) => nodes([filter('input', 'drop', rules)]);
    expect(outcome(guarded(mesh), attempt('pod-1-2', '10.42.2.2'))[0]).toBe(true);
    expect(outcome(guarded(answers, rule('accept', tcp(80))), attempt('pod-1-2', '10.42.2.2'))).toEqual([
      false,
      'bob',
      'bob: no rule of chain input-filter of table test accepts udp 8472 from 192.0.2.1 to 192.0.2.2',
    ]);
  });

  test('need it in both directions: an answer in VXLAN does not answer the packet around the question', () => {
    const oneWay = nodes([filter('input', 'drop', [mesh])], [filter('input', 'drop', [answers])]);
    expect(outcome(oneWay, attempt('pod-1-2', '10.42.2.2'))).toEqual([
      false,
      'ada',
      'ada: on the way back, no rule of chain input-filter of table test accepts udp 8472 from 192.0.2.2 to 192.0.2.1',
    ]);
  });

  test('packets around theirs are new each time, since none of them is ever answered', () => {
    const first = rule('accept', { states: ['new'], ...udp(8472) });
    const both = [filter('input', 'drop', [first])];
    expect(outcome(nodes(both, both), attempt('pod-1-2', '10.42.2.2'))[0]).toBe(true);
  });

  test('pass the forward filters by the devices of Flannel', () => {
    const passing = (...iifname: readonly string[]) =>
      nodes([filter('forward', 'drop', [rule('accept', { iifname })])]);
    expect(outcome(passing('flannel.1', 'cni0'), attempt('pod-1-2', '10.42.2.2'))[0]).toBe(true);
    expect(outcome(passing('eth0', 'cni0'), attempt('pod-1-2', '10.42.2.2'))).toEqual([
      false,
      'bob',
      'bob: no rule of chain forward-filter of table test accepts tcp 80 from 10.42.1.2 to 10.42.2.2',
    ]);
  });

  test('a peer without a tunnel does not take the packet out', () => {
    const plain = nodes().map((one) => {
      const { tunnel, ...rest } = one;
      return one.name === 'bob' || tunnel === undefined ? rest : one;
    });
    expect(outcome(plain, attempt('pod-1-2', '10.42.2.2'))).toEqual([
      false,
      'bob',
      'bob: nothing answers for 192.0.2.2',
    ]);
  });

  test('what a node itself sends to a pod elsewhere has the address of its VXLAN device', () => {
    expect(outcome(nodes(), attempt('ada', '10.42.2.2'))).toEqual([true, 'pod-2-2', '10.42.1.0']);
    expect(outcome(nodes(), attempt('ada', '10.42.1.2'))).toEqual([true, 'pod-1-2', '10.42.1.1']);
  });
});

describe('pods of one node, on its bridge', () => {
  const onBridge = rule('accept', { iifname: ['cni0'], oifname: ['cni0'] });

  test('pass the forward filter, although the packet is bridged', () => {
    const guarded = (...rules: readonly ReturnType<typeof rule>[]) =>
      nodes([filter('forward', 'drop', rules)]);
    expect(outcome(guarded(onBridge), attempt('pod-2-2', '10.42.2.3'))).toEqual([
      true,
      'pod-2-3',
      '10.42.2.2',
    ]);
    expect(outcome(guarded(), attempt('pod-2-2', '10.42.2.3'))).toEqual([
      false,
      'bob',
      'bob: no rule of chain forward-filter of table test accepts tcp 80 from 10.42.2.2 to 10.42.2.3',
    ]);
  });

  test('no filter of their node stops what it does not forward: input is not asked', () => {
    expect(outcome(nodes([filter('input', 'drop')]), attempt('pod-2-2', '10.42.2.3'))[0]).toBe(true);
  });

  test('the answer of a neighbour passes as an answer', () => {
    const asked = rule('accept', { source: [net('10.42.2.2/32')] });
    const guarded = nodes([filter('forward', 'drop', [asked, answers])]);
    expect(outcome(guarded, attempt('pod-2-2', '10.42.2.3'))[0]).toBe(true);
    expect(outcome(guarded, attempt('pod-2-3', '10.42.2.2'))[0]).toBe(false);
  });

  test('a bridged packet that is given another destination is routed from there', () => {
    const moved = nat('prerouting', dnat('10.42.1.2', { destination: [net('10.42.2.3/32')] }));
    expect(outcome(nodes([moved]), attempt('pod-2-2', '10.42.2.3'))).toEqual([true, 'pod-1-2', '10.42.2.2']);
  });

  test('a Service in between is translated on the bridge, and the answer turned back there', () => {
    const service = nat('prerouting', dnat('10.42.2.3:8080', { destination: [net('10.43.0.9/32')] }));
    const done = tried(nodes([service]), attempt('pod-2-2', '10.43.0.9'));
    expect(done).toMatchObject({ arrives: true, at: 'pod-2-3', seenFrom: '10.42.2.2' });
  });
});
