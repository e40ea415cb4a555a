import { inWords } from '../../values';
import type { End } from './end';
import type { ReachModel } from './reach-model';
import type { Outcome, Verdict } from './trial';

/** What several ways come to. */
export type Summary = Pick<Outcome, 'verdict' | 'decides' | 'path' | 'missing' | 'closed'>;

/**
 * Several ways in one. Of ways between which only the running cluster chooses (the node of a pod, the pod behind a Service), all have
 * to agree, else it is unknown; of senders who are all there at once, such as several networks, the worst counts.
 */
export function summaryOf(outcomes: readonly Outcome[], from: End): Summary {
  const groups = from.everywhere === true ? grouped(outcomes, senderIn) : [outcomes];
  const each = groups.map(summaryOfGroup);
  const worst = worstFirst.flatMap((verdict) => each.filter((one) => one.verdict === verdict))[0];
  if (worst === undefined) throw new Error('no way was tried');
  return worst;
}

const worstFirst: readonly Verdict[] = ['blocked', 'unknown', 'allowed'];

function summaryOfGroup(outcomes: readonly Outcome[]): Summary {
  const of = (verdict: Verdict) => outcomes.filter((one) => one.verdict === verdict);
  const [blocked, unknown, allowed] = [of('blocked'), of('unknown'), of('allowed')];
  const [stopped] = blocked;
  const [doubtful] = unknown;
  const passing = allowed.find(({ isTunnelled }) => isTunnelled) ?? allowed[0];
  if (stopped === undefined) return doubtful ?? passing ?? nothingTried();
  const other = passing ?? doubtful;
  if (other === undefined) return stopped;
  return {
    ...stopped,
    verdict: 'unknown',
    decides: `it depends on where it runs: blocked ${stopped.where} (${stopped.decides}), ${other.verdict} ${other.where} (${other.decides})`,
  };
}

function nothingTried(): never {
  throw new Error('no way was tried');
}

function senderIn({ where }: Outcome): string {
  return where.split(' ')[1] ?? '';
}

function grouped(
  outcomes: readonly Outcome[],
  key: (outcome: Outcome) => string,
): readonly (readonly Outcome[])[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(key(outcome));
    if (group === undefined) groups.set(key(outcome), [outcome]);
    else group.push(outcome);
  }
  return [...groups.values()];
}

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
