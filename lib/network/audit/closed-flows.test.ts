import { bundled } from '../../testing/clusters';
import { withOtherRules } from '../../testing/other-rules';
import { typicalClusters, vms } from '../../testing/typical-clusters';
import { lastWords } from '../walk/words';
import { closedFlows } from './closed-flows';

const model = bundled(vms).hosts;

test.each(typicalClusters.map((cluster) => [cluster.name, cluster] as const))(
  'every flow of %s gets through',
  (_, cluster) => {
    const whole = bundled(cluster).hosts;
    expect(whole.flows.length).toBeGreaterThan(5);
    expect(closedFlows(whole)).toEqual([]);
  },
);

/** Every rule that lets something pass between machines, by its machine. */
const opening = model.typical
  .concat(model.topology.machines.filter(({ kind }) => kind === 'host'))
  .flatMap(({ name, tables }) =>
    tables
      .filter((table) => table.name === 'asterism')
      .flatMap(({ chains }) => chains)
      .filter((chain) => chain.hook !== 'output')
      .flatMap((chain) => chain.rules.map((rule) => ({ machine: name, chain: chain.name, rule })))
      .filter(({ rule }) => rule.match.iifname?.includes('lo') !== true),
  );

test('whichever rule is dropped, it is found: what it opened is closed, and at that very place', () => {
  expect(opening.length).toBeGreaterThan(40);
  for (const { machine, chain, rule } of opening) {
    const found = closedFlows(
      withOtherRules(model, (rules, where, at) =>
        at === machine && where === chain ? rules.filter((one) => one !== rule) : rules,
      ),
    );
    const place = `rule "${rule.flow}" of ${chain} on ${machine}`;
    expect([place, found.length > 0]).toEqual([place, true]);
    for (const { walk } of found)
      expect([place, lastWords(walk)]).toEqual([
        place,
        expect.stringMatching(
          `^${machine}: (on the way back, )?no rule of chain ${chain} of table asterism accepts `,
        ),
      ]);
  }
});

test('a flow that is closed is reported once, with the first attempt that fails', () => {
  const found = closedFlows(
    withOtherRules(model, (rules, chain, machine) =>
      machine === 'db' && chain === 'input' ? rules.filter(({ flow }) => !flow.includes('rows')) : rules,
    ),
  );
  expect(found.map(({ flow, attempt }) => [flow.why, attempt.from, attempt.port])).toEqual([
    ['kafka-connect: rows', 'pod-1@ada', 5432],
  ]);
});
