import { inWords } from '../../values';
import type { End } from './end';
import type { ReachModel } from './reach-model';
import type { Outcome } from './trial';

/** What an answer takes for granted: that machines whose packet filter is not ours pass it on, and what its ends say. */
export function assumptionsOf(
  { hosts }: ReachModel,
  outcomes: readonly Outcome[],
  ends: readonly End[],
): readonly string[] {
  const passed = new Set(outcomes.flatMap((outcome) => outcome.passed));
  const machines = [...passed].flatMap((name) => hosts.ground.standing.get(name)?.machine ?? []);
  const open = machines.filter(
    ({ kind, tables }) =>
      (kind === 'node' || kind === 'host') &&
      tables.every(({ chains }) => chains.every(({ type }) => type !== 'filter')),
  );
  return [
    ...(open.length === 0
      ? []
      : [
          `no packet filter of ours is on ${inWords(open.map(({ name }) => name))}, and none of its own drops it`,
        ]),
    ...(machines.some(({ kind }) => kind === 'router')
      ? ['the router, which is not ours, passes it on']
      : []),
    ...ends.flatMap(({ assumes }) => assumes ?? []),
  ];
}
