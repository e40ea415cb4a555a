import type { Variant } from './variants';

/** One variant at one size, tried several times. */
export interface Job {
  readonly variant: Variant;
  readonly size: number;
  readonly runs: number;
}

/** Sizes of the fleets, in charts of five objects. */
export const fleetSizes = [100, 1000, 2000, 20_000] as const;
/** The size at which ratios are taken: 10,000 objects. */
export const usual = 2000;
/** Sizes of plain clusters, in nodes. */
export const nodeSizes = [100, 1000, 10_000] as const;
/** Nodes of the clusters that are asked who reaches whom: for the whole matrix, and for one question. */
export const reachSizes = { all: 100, one: 200 } as const;

const peers = (hasHelm: boolean): readonly Variant[] => [
  'floor',
  'asterism',
  'whole synth',
  'second synth',
  'App.synth, folders',
  ...(hasHelm ? (['helm'] as const) : []),
];

/**
 * Everything that the page shows, what matters most first: where a machine is so slow that time runs out, the rest is left out.
 * Jobs of a batch run in turn, so that a machine that slows down slows them all. What takes most of a minute runs once.
 */
export function wholeTable(hasHelm: boolean): readonly (readonly Job[])[] {
  const fleets = (size: number, runs: number): readonly Job[] =>
    peers(hasHelm).map((variant) => ({ variant, size, runs }));
  const appSynth = (size: number): Job => ({ variant: 'App.synth', size, runs: 1 });
  return [
    fleets(usual, 3),
    [
      { variant: 'nodes', size: 100, runs: 3 },
      { variant: 'nodes', size: 1000, runs: 3 },
      { variant: 'reach', size: reachSizes.one, runs: 3 },
      { variant: 'reach --all', size: reachSizes.all, runs: 3 },
    ],
    [{ variant: 'nodes', size: 10_000, runs: 1 }],
    fleets(20_000, 1),
    fleets(100, 3),
    fleets(1000, 3),
    // At 100,000 objects it would take most of an hour.
    [appSynth(usual), appSynth(100), appSynth(1000)],
  ];
}

/** What goals need that are judged by ratios, at one size: about a minute. */
export const quickTable: readonly (readonly Job[])[] = [
  [
    { variant: 'floor', size: usual, runs: 3 },
    { variant: 'asterism', size: usual, runs: 3 },
    { variant: 'nodes', size: 1000, runs: 2 },
    { variant: 'reach', size: reachSizes.one, runs: 2 },
    { variant: 'reach --all', size: reachSizes.all, runs: 2 },
  ],
];
