import type { Chain, FilterRule, Table } from '../../../lib/network';
import type { Topology } from '../../../lib/network/topology/topology';
import { groundOf } from '../../../lib/network/walk/ground';
import { type Expected, expectedOf } from './compare';
import type { Mutation } from './mutations';

/** The probes of a matrix that enter a chain, by what decides about them there. */
export interface Entering {
  readonly expected: Expected;
  /** Places of the rules that decided, on the way there and back; one past the last means the policy. */
  readonly decided: readonly number[];
}

/** Which probes enter a chain of a machine. */
export function enteringOf(
  machine: string,
  table: Table,
  chain: Chain,
  matrix: readonly Expected[],
): readonly Entering[] {
  const place = new Map<FilterRule | undefined, number>(chain.rules.map((rule, index) => [rule, index]));
  return matrix.flatMap((expected) => {
    const decided = expected.walk.steps.flatMap((step) =>
      step.kind === 'rule' && step.machine === machine && step.table === table && step.chain === chain
        ? [place.get(step.rule) ?? chain.rules.length]
        : [],
    );
    return decided.length === 0 ? [] : [{ expected, decided }];
  });
}

/** What is tried after a mutation. */
export interface Choice {
  /** The model gives them another answer than before. */
  readonly changed: readonly Expected[];
  /** It gives them the same; two for each rule of the chain that decides about somebody. */
  readonly same: readonly Expected[];
}

/**
 * Chooses the probes that tell most about a mutation. Only what a changed rule decided before, or may decide now, can change; of
 * many, some are taken evenly.
 */
export function chooseProbes(
  topology: Topology,
  mutation: Pick<Mutation, 'first' | 'last'>,
  entering: readonly Entering[],
): Choice {
  const ground = groundOf(topology);
  const again = ({ expected: { probe } }: Entering): Expected => expectedOf(ground, probe);
  const affected = entering.filter(({ decided }) =>
    decided.some((place) => place >= mutation.first && place <= mutation.last),
  );
  const changedOf = (some: readonly Entering[]) =>
    some.flatMap((one) => {
      const now = again(one);
      return outcome(now) === outcome(one.expected) ? [] : [now];
    });
  const few = changedOf(evenly(affected, mostWalked));
  const changed = few.length > 0 || affected.length <= mostWalked ? few : changedOf(affected);
  const known = new Set(changed.map(({ probe }) => probe));
  const perRule = new Map<number, number>();
  const same = entering.filter(({ expected, decided }) => {
    const [first = 0] = decided;
    const taken = perRule.get(first) ?? 0;
    if (taken === 2 || known.has(expected.probe)) return false;
    perRule.set(first, taken + 1);
    return true;
  });
  return { changed: evenly(changed, mostTried), same: same.map(again) };
}

/** So many are asked of the model for a mutation, unless none of them changes … */
const mostWalked = 300;
/** … and so many of those that change are tried. */
const mostTried = 16;

function outcome({ walk: { arrives, at, seenFrom } }: Expected): string {
  return arrives ? `${at} ${seenFrom}` : '';
}

/** As many as are wanted, from all over the list. */
function evenly<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, list.length / most);
  return Array.from(
    { length: Math.min(most, list.length) },
    (_, index) => list[Math.floor(index * step)],
  ).filter((one) => one !== undefined);
}

/** The topology with another table in place of a machine's first. */
export function changedTopology({ machines }: Topology, name: string, table: Table): Topology {
  return {
    machines: machines.map((machine) =>
      machine.name === name ? { ...machine, tables: [table, ...machine.tables.slice(1)] } : machine,
    ),
  };
}
