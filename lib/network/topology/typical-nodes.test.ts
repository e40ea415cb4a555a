import { byWayOf, card, dnat, filter, ip, machine, nat, net, rule, table } from '../../testing/topologies';
import type { FilterRule } from '../firewall/rule';
import type { Machine } from './topology';
import { kindsOfNodes } from './typical-nodes';

const node = (last: number, rules: readonly FilterRule[] = [], more: Partial<Machine> = {}) =>
  machine(`node-${last}`, [card('eth0', `192.0.2.${last}/24`, 'lan')], {
    kind: 'node',
    tables: [table(filter('input', 'drop', rules))],
    ...more,
  });
const kinds = (...machines: readonly Machine[]) =>
  kindsOfNodes({ machines }, new Set()).map((kind) =>
    kind.map(({ name }) => name.replace('node-', '')).join(' '),
  );

/** A node, and a pod that leads everything by it. */
const withPods = (last: number) => [
  {
    ...node(last),
    interfaces: [
      ...node(last).interfaces,
      card('cni0', `10.42.${last}.1/24`, `pods of ${last}`, { bridge: true }),
    ],
  },
  machine(`pod-${last}`, [card('eth0', `10.42.${last}.2/24`, `pods of ${last}`)], {
    kind: 'pod',
    routes: byWayOf(`10.42.${last}.1`),
  }),
];
const filtering = (one: FilterRule) => [
  machine('db', [], {
    tables: [table(one.verdict.kind === 'dnat' ? nat('output', one) : filter('input', 'drop', [one]))],
  }),
];

const from = (...sources: readonly number[]) =>
  rule('accept', { source: sources.map((last) => net(`192.0.2.${last}/32`)) });
const mesh = from(1, 2, 3);

test.each<readonly [string, readonly Machine[], readonly string[]]>([
  [
    'nodes with the same rules are of one kind',
    [node(1, [mesh]), node(2, [mesh]), node(3, [mesh])],
    ['1 2 3'],
  ],
  [
    'a node with a rule more is of its own',
    [node(1, [mesh]), node(2, [mesh, mesh]), node(3, [mesh])],
    ['1 3', '2'],
  ],
  ['one that a list forgot is of its own', [1, 2, 3].map((last) => node(last, [from(1, 2)])), ['1 2', '3']],
  [
    'one that the list of another machine forgot is, too',
    [node(1), node(2), node(3), { ...node(9, [from(1, 3)]), kind: 'host', name: 'db' }],
    ['1 3', '2'],
  ],
  [
    'what a node says of its own address tells no nodes apart',
    [1, 2].map((last) => node(last, [rule('accept', { destination: [net(`192.0.2.${last}/32`)] })])),
    ['1 2'],
  ],
  [
    'a wider network tells no nodes in it apart',
    [1, 2].map((last) => node(last, [rule('accept', { notDestination: [net('192.0.2.0/24')] })])),
    ['1 2'],
  ],
  ['another way out is another kind', [node(1), node(2, [], { routes: byWayOf('192.0.2.254') })], ['1', '2']],
  ['passing packets on is another kind', [node(1), node(2, [], { forwards: true })], ['1', '2']],
  [
    'only nodes are told',
    [node(1), machine('pod', [card('eth0', '10.42.0.2/24', 'pods')], { kind: 'pod' })],
    ['1'],
  ],
  ['no nodes are of no kind', [], []],
  [
    'the node to which a translation leads is of its own kind',
    [
      node(1),
      node(2),
      node(3),
      machine('gate', [], { tables: [table(nat('prerouting', dnat('192.0.2.2')))] }),
    ],
    ['1 3', '2'],
  ],
  [
    'so is the one that another machine takes for its way',
    [node(1), node(2), node(3), machine('db', [], { routes: byWayOf('192.0.2.3') })],
    ['1 2', '3'],
  ],
  [
    'and the one to which a program passes connections on',
    [
      node(1),
      node(2),
      node(3),
      machine('gate', [], {
        relays: [{ transport: 'tcp', port: 6443, backends: [{ address: ip('192.0.2.1'), port: 6443 }] }],
      }),
    ],
    ['1', '2 3'],
  ],
  [
    'a list that holds the pods of one node tells it apart',
    [
      withPods(1),
      withPods(2),
      withPods(3),
      filtering(rule('drop', { source: [net('10.42.2.0/24')] })),
    ].flat(),
    ['1 3', '2'],
  ],
  [
    'a translation that leads to a pod tells its node apart',
    [withPods(1), withPods(2), withPods(3), filtering(dnat('10.42.1.2'))].flat(),
    ['1', '2 3'],
  ],
])('%s', (_, machines, expected) => {
  expect(kinds(...machines)).toEqual(expected);
});

test('servers are of another kind than agents, since some flows lead to servers alone', () => {
  const machines = [node(1), node(2), node(3)];
  const found = kindsOfNodes({ machines }, new Set(['node-2'])).map((kind) => kind.map(({ name }) => name));
  expect(found).toEqual([['node-1', 'node-3'], ['node-2']]);
});
