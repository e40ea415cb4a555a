import { nodeSizes, reachSizes, usual } from './jobs';
import type { Row } from './measure';
import type { Variant } from './variants';

/**
 * What is to be reached. All goals are ratios of one run, so that another machine, or a busy one, changes little: the floor at 10,000
 * objects takes about a second on a small machine, and a goal of 5 is about five seconds.
 */
interface Goal {
  /** What the number is of: `times the floor at 10,000 objects`. */
  readonly what: string;
  readonly most: number;
  /** The number of a run; undefined where the run has not measured it. */
  readonly of: (rows: readonly Row[]) => number | undefined;
}

const goal = (
  most: number,
  what: string,
  [variant, size]: readonly [Variant, number],
  [other, otherSize]: readonly [Variant, number] = ['floor', usual],
): Goal => ({
  what,
  most,
  of: (rows) => {
    const [own, than] = [secondsOf(rows, variant, size), secondsOf(rows, other, otherSize)];
    return own === undefined || than === undefined ? undefined : own / than;
  },
});

/** The slope of time over size on logarithmic axes: 1 is linear, 2 is the square. */
const growth = (most: number, what: string, variant: Variant, from: number, to: number): Goal => ({
  what,
  most,
  of: (rows) => {
    const [small, large] = [secondsOf(rows, variant, from), secondsOf(rows, variant, to)];
    return small === undefined || large === undefined
      ? undefined
      : Math.log(large / small) / Math.log(to / from);
  },
});

/** Every goal. */
const goals: readonly Goal[] = [
  goal(0.9, 'times the floor: asterism at 10,000 objects', ['asterism', usual]),
  goal(1, 'times `helm template`: asterism at 10,000 objects', ['asterism', usual], ['helm', usual]),
  goal(0.1, 'times `App.synth`: asterism at 10,000 objects', ['asterism', usual], ['App.synth', usual]),
  growth(1.1, 'growth exponent of asterism from 10,000 to 100,000 objects', 'asterism', usual, 20_000),
  goal(5, 'times the floor: a synth of 1,000 nodes', ['nodes', 1000]),
  goal(60, 'times the floor: a synth of 10,000 nodes', ['nodes', 10_000]),
  growth(1.2, 'growth exponent of a synth from 1,000 to 10,000 nodes', 'nodes', nodeSizes[1], nodeSizes[2]),
  goal(1, 'times the floor: one question of `reach` on 200 nodes and 1,000 workloads', [
    'reach',
    reachSizes.one,
  ]),
  goal(2, 'times the floor: `reach --all` on 100 nodes and 500 workloads', ['reach --all', reachSizes.all]),
];

function secondsOf(rows: readonly Row[], variant: Variant, size: number): number | undefined {
  return rows.find((row) => row.variant === variant && row.size === size)?.seconds;
}

/** A line for each goal that a run has measured. */
export function goalLines(rows: readonly Row[]): readonly string[] {
  return goals.flatMap((one) => lineOf(one, one.of(rows)));
}

/** Goals that a run misses by more than twice, which a busy machine does not explain. */
export function missed(rows: readonly Row[]): readonly string[] {
  return goals.flatMap((one) => {
    const value = one.of(rows);
    return value === undefined || value <= one.most * 2 ? [] : lineOf(one, value);
  });
}

function lineOf({ what, most }: Goal, value: number | undefined): readonly string[] {
  return value === undefined ? [] : [`${value.toFixed(2)} ${what} (to reach: ${most} at most)`];
}
