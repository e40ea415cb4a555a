import { byWayOf, card, filter, machine, net, rule, table } from '../../testing/scenes';
import type { Rule } from '../firewall/rule';
import type { Machine } from './scene';
import { kindsOfNodes } from './typical-nodes';

const node = (last: number, rules: readonly Rule[] = [], more: Partial<Machine> = {}) =>
  machine(`node-${last}`, [card('eth0', `192.0.2.${last}/24`, 'lan')], {
    kind: 'node',
    tables: [table(filter('input', 'drop', rules))],
    ...more,
  });
const kinds = (...machines: readonly Machine[]) =>
  kindsOfNodes({ machines }).map((kind) => kind.map(({ name }) => name.replace('node-', '')).join(' '));

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
    'what a node says of its own address tells nobody apart',
    [1, 2].map((last) => node(last, [rule('accept', { destination: [net(`192.0.2.${last}/32`)] })])),
    ['1 2'],
  ],
  [
    'a wider network tells nobody apart who is in it',
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
])('%s', (_, machines, expected) => {
  expect(kinds(...machines)).toEqual(expected);
});
