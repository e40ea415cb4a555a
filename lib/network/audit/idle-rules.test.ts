import { bundled } from '../../testing/clusters';
import { withOtherRules } from '../../testing/other-rules';
import { rule, tcp } from '../../testing/topologies';
import { typicalClusters, vms } from '../../testing/typical-clusters';
import type { FilterRule } from '../firewall/rule';
import { idleRules } from './idle-rules';

const model = bundled(vms).hosts;

/** What is found when the input rules of db are others, as `why: comment`. */
const found = (change: (rules: readonly FilterRule[]) => readonly FilterRule[]) =>
  idleRules(
    withOtherRules(model, (rules, chain, machine) =>
      machine === 'db' && chain === 'input' ? change(rules) : rules,
    ),
  ).map(({ machine, chain, rule: { flow }, why }) => `${machine} ${chain} ${why}: ${flow}`);

const at = (rules: readonly FilterRule[], flow: string): FilterRule => {
  const one = rules.find((candidate) => candidate.flow.includes(flow));
  if (one === undefined) throw new Error(`no rule for ${flow}`);
  return one;
};

test.each(typicalClusters.map((cluster) => [cluster.name, cluster] as const))(
  'every rule of %s is needed',
  (_, cluster) => {
    expect(idleRules(bundled(cluster).hosts)).toEqual([]);
  },
);

test('a rule for a port that no flow uses is found: nothing ever comes to it', () => {
  expect(found((rules) => [...rules, rule('accept', tcp(9999), 'left over')])).toEqual([
    'db input shadowed: left over',
  ]);
});

test('a rule that is written twice is found twice: the first is needless, and nothing comes to the second', () => {
  expect(found((rules) => [...rules, { ...at(rules, 'rows'), flow: 'rows again' }])).toEqual([
    'db input needless: kafka-connect: rows',
    'db input shadowed: rows again',
  ]);
});

test('a rule after one that decides the same is shadowed', () => {
  const before = (rules: readonly FilterRule[]) => [
    ...rules.slice(0, 1),
    rule('drop', { ...tcp(5432), source: at(rules, 'rows').match.source ?? [] }, 'shut'),
    ...rules.slice(1),
  ];
  expect(found(before)).toContain('db input shadowed: kafka-connect: rows');
});

test('a rule for everything makes the others idle, and is itself not needed', () => {
  expect(found((rules) => [rule('accept', {}, 'everything'), ...rules])).toEqual([
    'db input needless: everything',
    'db input shadowed: SSH',
    'db input shadowed: replies to accepted connections',
    'db input shadowed: the machine itself',
    'db input shadowed: kafka-connect: rows',
  ]);
});

test('a rule that several machines have is reported of each of them', () => {
  const extra = rule('accept', tcp(9999), 'left over');
  const machines = idleRules(
    withOtherRules(model, (rules, chain) => (chain === 'input' ? [...rules, extra] : rules)),
  ).map(({ machine }) => machine);
  expect(machines).toEqual(['ada', 'bob', 'cyd', 'db']);
});
