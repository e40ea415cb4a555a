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
} from '../../testing/topologies';
import type { Chain } from '../firewall/rule';
import type { Attempt } from './walk';

/** `ann` and `bea` on one wire, with chains of bea's. */
const pair = (...chains: readonly Chain[]) => [
  machine('ann', [card('eth0', '192.0.2.1/24', 'lan')]),
  machine('bea', [card('eth0', '192.0.2.2/24', 'lan')], { tables: [table(...chains)] }),
];

describe('two machines on a wire', () => {
  test.each<readonly [string, readonly Chain[], readonly unknown[]]>([
    ['without rules a packet arrives, and has its own address', [], [true, 'bea', '192.0.2.1']],
    ['a rule lets it in', [filter('input', 'drop', [rule('accept', tcp(80))])], [true, 'bea', '192.0.2.1']],
    [
      'the policy drops what no rule lets in',
      [filter('input', 'drop', [rule('accept', tcp(81))])],
      [
        false,
        'bea',
        'bea: no rule of chain input-filter of table test accepts tcp 80 from 192.0.2.1 to 192.0.2.2',
      ],
    ],
    [
      'a rule drops it, whatever later rules say',
      [filter('input', 'accept', [rule('drop', tcp(80), 'shut'), rule('accept', tcp(80))])],
      [
        false,
        'bea',
        'bea: "shut" of chain input-filter of table test drops tcp 80 from 192.0.2.1 to 192.0.2.2',
      ],
    ],
    [
      'the first rule that fits decides',
      [filter('input', 'drop', [rule('accept', tcp(80)), rule('drop', tcp(80))])],
      [true, 'bea', '192.0.2.1'],
    ],
    [
      'each chain of a hook has a say: one that accepts opens no other',
      [filter('input', 'accept', [rule('accept')], 0), filter('input', 'drop', [], 10)],
      [
        false,
        'bea',
        'bea: no rule of chain input-filter of table test accepts tcp 80 from 192.0.2.1 to 192.0.2.2',
      ],
    ],
    [
      'an answer needs a way out as well',
      [filter('output', 'drop')],
      [
        false,
        'bea',
        'bea: on the way back, no rule of chain output-filter of table test accepts tcp 50000 from 192.0.2.2 to 192.0.2.1',
      ],
    ],
    ['which a rule for answers gives', [filter('output', 'drop', [answers])], [true, 'bea', '192.0.2.1']],
  ])('%s', (_, chains, expected) => {
    expect(outcome(pair(...chains), attempt('ann', '192.0.2.2'))).toEqual(expected);
  });

  test('a filter of the sender drops the answer unless it knows of the connection', () => {
    const guarded = (...rules: readonly ReturnType<typeof rule>[]) => [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], {
        tables: [table(filter('input', 'drop', rules))],
      }),
      ...pair().slice(1),
    ];
    expect(outcome(guarded(answers), attempt('ann', '192.0.2.2'))).toEqual([true, 'bea', '192.0.2.1']);
    expect(outcome(guarded(), attempt('ann', '192.0.2.2'))).toEqual([
      false,
      'ann',
      'ann: on the way back, no rule of chain input-filter of table test accepts tcp 50000 from 192.0.2.2 to 192.0.2.1',
    ]);
  });

  test.each<readonly [string, Attempt, readonly unknown[]]>([
    [
      'an address that no machine has',
      attempt('ann', '192.0.2.77'),
      [false, 'ann', 'ann: nothing answers for 192.0.2.77'],
    ],
    [
      'a network without a route',
      attempt('ann', '203.0.113.7'),
      [false, 'ann', 'ann: no route to 203.0.113.7'],
    ],
    ['a sender who is not in the topology', attempt('eve', '192.0.2.2'), [false, 'eve', 'eve sends nothing']],
  ])('%s stops it', (_, asked, expected) => {
    expect(outcome(pair(), asked)).toEqual(expected);
  });

  test('a machine reaches itself by lo, and its input has a say', () => {
    const alone = (...rules: readonly ReturnType<typeof rule>[]) => [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], {
        tables: [table(filter('input', 'drop', rules))],
      }),
    ];
    const own = rule('accept', { iifname: ['lo'] });
    for (const address of ['192.0.2.1', '127.0.0.1'])
      expect(outcome(alone(own), attempt('ann', address))).toEqual([true, 'ann', address]);
    expect(outcome(alone(), attempt('ann', '192.0.2.1'))[0]).toBe(false);
    expect(outcome(alone(rule('accept', { iifname: ['eth0'] })), attempt('ann', '192.0.2.1'))[0]).toBe(false);
  });

  test('what a machine says to itself by another of its addresses is masqueraded as its first', () => {
    const alone = [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan'), card('eth1', '198.51.100.1/24', 'wan')], {
        tables: [table(nat('postrouting', rule('masquerade', { oifname: ['lo'] })))],
      }),
    ];
    expect(outcome(alone, attempt('ann', '198.51.100.1'))).toEqual([true, 'ann', '192.0.2.1']);
  });

  test('a way by its own address leads nowhere', () => {
    const self = [machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], { routes: byWayOf('192.0.2.1') })];
    expect(outcome(self, attempt('ann', '203.0.113.7'))).toEqual([
      false,
      'ann',
      'ann: nothing answers for 192.0.2.1',
    ]);
  });

  test('an answer that somebody else takes for his own is lost', () => {
    const double = [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')]),
      machine('bea', [card('eth0', '192.0.2.2/24', 'lan')]),
      machine('thief', [card('eth0', '192.0.2.3/24', 'lan', { answersFor: [ip('192.0.2.1')] })]),
    ];
    expect(outcome(double, attempt('ann', '192.0.2.2'))).toEqual([
      false,
      'thief',
      'thief: on the way back, the answer comes from 192.0.2.2, which was not asked',
    ]);
  });

  test('an address that a machine answers for is its own', () => {
    const balanced = [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')]),
      machine('bea', [card('eth0', '192.0.2.2/24', 'lan', { answersFor: [ip('192.0.2.50')] })]),
    ];
    expect(outcome(balanced, attempt('ann', '192.0.2.50'))).toEqual([true, 'bea', '192.0.2.1']);
  });
});

/** `ann` inside, `gate` between, `web` outside; web knows no way back inside. */
const behindGate = (
  chains: readonly Chain[],
  { forwards = true, back = false }: { readonly forwards?: boolean; readonly back?: boolean } = {},
) => [
  machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], { routes: byWayOf('192.0.2.254') }),
  machine('gate', [card('inside', '192.0.2.254/24', 'lan'), card('outside', '198.51.100.1/24', 'wan')], {
    forwards,
    tables: [table(...chains)],
  }),
  machine('web', [card('eth0', '198.51.100.7/24', 'wan')], back ? { routes: byWayOf('198.51.100.1') } : {}),
];

describe('a machine between two networks', () => {
  const masquerade = nat('postrouting', rule('masquerade', { oifname: ['outside'] }));

  test('passes packets on where it may, and the other end sees who sent them', () => {
    expect(outcome(behindGate([], { back: true }), attempt('ann', '198.51.100.7'))).toEqual([
      true,
      'web',
      '192.0.2.1',
    ]);
  });

  test('does not where it is not a router', () => {
    expect(outcome(behindGate([], { forwards: false }), attempt('ann', '198.51.100.7'))).toEqual([
      false,
      'gate',
      'gate: does not pass on what is for 198.51.100.7',
    ]);
  });

  test('without a way back the answer is lost at the other end', () => {
    expect(outcome(behindGate([]), attempt('ann', '198.51.100.7'))).toEqual([
      false,
      'web',
      'web: on the way back, no route to 192.0.2.1',
    ]);
  });

  test('masquerade gives packets its own address, and the answer finds back', () => {
    expect(outcome(behindGate([masquerade]), attempt('ann', '198.51.100.7'))).toEqual([
      true,
      'web',
      '198.51.100.1',
    ]);
  });

  test('a forward filter sees the sender before masquerade, and the answer after it is turned back', () => {
    const seen = (...rules: readonly ReturnType<typeof rule>[]) =>
      outcome(behindGate([masquerade, filter('forward', 'drop', rules)]), attempt('ann', '198.51.100.7'))[0];
    const there = rule('accept', { source: [net('192.0.2.1/32')], ...tcp(80) });
    const back = rule('accept', { source: [net('198.51.100.7/32')], destination: [net('192.0.2.1/32')] });
    expect(seen(there, back)).toBe(true);
    expect(seen(there, answers)).toBe(true);
    expect(seen(there)).toBe(false);
    expect(seen(back, answers)).toBe(false);
  });

  test('TCP says a third thing: what a filter lets pass as new only is not a connection', () => {
    const onlyFirst = [
      masquerade,
      filter('forward', 'drop', [
        rule('accept', { states: ['new'], iifname: ['inside'] }),
        rule('accept', { iifname: ['outside'] }),
      ]),
    ];
    expect(outcome(behindGate(onlyFirst), attempt('ann', '198.51.100.7'))[0]).toBe(false);
    expect(outcome(behindGate(onlyFirst), attempt('ann', '198.51.100.7', 53, 'udp'))[0]).toBe(true);
  });

  const forwarded = nat('prerouting', dnat('192.0.2.1:8080', { iifname: ['outside'], ...tcp(443) }));

  test('a forwarded port leads inside, to another port, and answers come from where it was asked', () => {
    const inside = [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], {
        routes: byWayOf('192.0.2.254'),
        tables: [table(filter('input', 'drop', [rule('accept', tcp(8080))]))],
      }),
      ...behindGate([forwarded, filter('forward', 'drop', [rule('accept', { translated: true })])]).slice(1),
    ];
    expect(outcome(inside, attempt('web', '198.51.100.1', 443))).toEqual([true, 'ann', '198.51.100.7']);
    expect(outcome(inside, attempt('web', '198.51.100.1', 444))[1]).toBe('gate');
  });

  test('a forwarded port that the forward filter forgets is dropped there, under its new address', () => {
    expect(
      outcome(
        behindGate([forwarded, filter('forward', 'drop', [answers])]),
        attempt('web', '198.51.100.1', 443),
      ),
    ).toEqual([
      false,
      'gate',
      'gate: no rule of chain forward-filter of table test accepts tcp 8080 from 198.51.100.7 to 192.0.2.1',
    ]);
  });

  test('an answer that comes past the machine that translated is not believed', () => {
    // Bob is called by the gateway's address, and answers ann directly.
    const hairpin = [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')]),
      machine('bob', [card('eth0', '192.0.2.3/24', 'lan')]),
      machine('gate', [card('inside', '192.0.2.254/24', 'lan')], {
        forwards: true,
        tables: [table(nat('prerouting', dnat('192.0.2.3', tcp(80))))],
      }),
    ];
    expect(outcome(hairpin, attempt('ann', '192.0.2.254'))).toEqual([
      false,
      'ann',
      'ann: on the way back, the answer comes from 192.0.2.3, which was not asked',
    ]);
  });

  test('an address that only the machine itself may use gets no further', () => {
    const local = nat('prerouting', dnat('127.0.0.1', tcp(80)));
    expect(outcome(behindGate([local]), attempt('ann', '198.51.100.7'))).toEqual([
      false,
      'gate',
      'gate: drops what comes from outside with its own address 127.0.0.1',
    ]);
    const twice = behindGate([]).map((one) =>
      one.name === 'gate'
        ? { ...one, interfaces: [...one.interfaces, card('spare', '192.0.2.1/32', 'nowhere')] }
        : one,
    );
    expect(outcome(twice, attempt('ann', '198.51.100.7'))).toEqual([
      false,
      'gate',
      'gate: drops what comes from outside with its own address 192.0.2.1',
    ]);
  });

  test('two machines that take each other for the way go round in circles, and that ends', () => {
    const lost = [
      machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], { routes: byWayOf('192.0.2.254') }),
      machine('bea', [card('eth0', '192.0.2.253/24', 'lan')], {
        forwards: true,
        routes: byWayOf('192.0.2.254'),
      }),
      machine('gate', [card('eth0', '192.0.2.254/24', 'lan')], {
        forwards: true,
        routes: byWayOf('192.0.2.253'),
      }),
    ];
    const [arrives, , words] = outcome(lost, attempt('ann', '203.0.113.7'));
    expect([arrives, words]).toEqual([
      false,
      expect.stringMatching(/^(bea|gate): it went round in circles$/),
    ]);
  });
});

describe('an answer that takes another way than the question', () => {
  /** Ann asks by way of `there`; the other end answers by way of `back`. */
  const astray = (there: readonly Chain[], back: readonly Chain[]) => [
    machine('ann', [card('eth0', '192.0.2.1/24', 'lan')], { routes: byWayOf('192.0.2.254') }),
    ...[['there', 254, there] as const, ['back', 253, back] as const].map(([name, place, chains]) =>
      machine(
        name,
        [card('in', `192.0.2.${place}/24`, 'lan'), card('out', `198.51.100.${place}/24`, 'wan')],
        {
          forwards: true,
          tables: [table(...chains)],
        },
      ),
    ),
    machine('web', [card('eth0', '198.51.100.7/24', 'wan')], { routes: byWayOf('198.51.100.253') }),
  ];
  const fresh = filter('forward', 'drop', [rule('accept', { states: ['new', 'established'] })]);
  const masquerade = nat('postrouting', rule('masquerade'));

  test.each<readonly [string, readonly Chain[], readonly Chain[], 'tcp' | 'udp', readonly unknown[]]>([
    ['passes where no rule is against it', [], [], 'tcp', [true, 'web', '192.0.2.1']],
    [
      'is half of a TCP connection, and invalid, where it was not asked',
      [],
      [fresh],
      'tcp',
      [
        false,
        'back',
        'back: on the way back, no rule of chain forward-filter of table test accepts tcp 50000 from 198.51.100.7 to 192.0.2.1',
      ],
    ],
    ['is new there with UDP', [], [fresh], 'udp', [true, 'web', '192.0.2.1']],
    [
      'leaves the question half of a connection as well: what follows it is invalid',
      [fresh],
      [],
      'tcp',
      [
        false,
        'there',
        'there: no rule of chain forward-filter of table test accepts tcp 80 from 192.0.2.1 to 198.51.100.7',
      ],
    ],
    ['which UDP does not need', [fresh], [], 'udp', [true, 'web', '192.0.2.1']],
    [
      'is not translated while it is invalid, but what is said then counts as new, and is',
      [],
      [masquerade],
      'tcp',
      [false, 'ann', 'ann: on the way back, the answer comes from 192.0.2.253, which was not asked'],
    ],
    [
      'is translated where it counts as new, and then comes from the wrong address',
      [],
      [masquerade],
      'udp',
      [false, 'ann', 'ann: on the way back, the answer comes from 192.0.2.253, which was not asked'],
    ],
  ])('%s', (_, there, back, transport, expected) => {
    expect(outcome(astray(there, back), attempt('ann', '198.51.100.7', 80, transport))).toEqual(expected);
  });
});
