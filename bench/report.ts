import { type Row, sizes } from './measure';
import { reachSizes } from './reach-fleet';
import type { Measurement, Variant } from './variants';

/** What the benchmark found, for programs and for people. */
export interface Report {
  readonly rows: readonly Row[];
  readonly ratios: {
    /** asterism's time over the floor's at the largest size. */
    readonly floor: number;
    /** `App.synth`'s time over asterism's at the largest size. */
    readonly appSynth: number;
    /** asterism's time over that of `helm template` at the largest size; undefined without helm. */
    readonly helm: number | undefined;
    /** Slope of time over objects on logarithmic axes from the smallest to the largest size; 1 is linear. */
    readonly growth: number;
  };
  readonly coldRun: { readonly first: number; readonly next: number };
  /** The whole matrix of a fleet; its files are the pairs that were tried. */
  readonly reach: Measurement;
}

/** Works the ratios out. */
export function reportOf(rows: readonly Row[], coldRun: Report['coldRun'], reach: Measurement): Report {
  const at = (variant: Variant, charts: number) =>
    rows.find((row) => row.variant === variant && row.charts === charts)?.seconds;
  const smallest = sizes[0];
  const largest = sizes[sizes.length - 1] ?? smallest;
  const asterism = at('asterism', largest) ?? NaN;
  const helm = at('helm', largest);
  return {
    rows,
    ratios: {
      floor: asterism / (at('floor', largest) ?? NaN),
      appSynth: (at('App.synth', largest) ?? NaN) / asterism,
      helm: helm === undefined ? undefined : asterism / helm,
      growth: Math.log(asterism / (at('asterism', smallest) ?? NaN)) / Math.log(largest / smallest),
    },
    coldRun,
    reach,
  };
}

/** The report as Markdown. */
export function markdown(report: Report): string {
  const { rows, ratios, coldRun, reach } = report;
  const variants = [...new Set(rows.map((row) => row.variant))];
  const cell = (variant: Variant, charts: number) => {
    const row = rows.find((candidate) => candidate.variant === variant && candidate.charts === charts);
    return row === undefined ? '' : `${row.seconds.toFixed(3)} s, ${row.memory.toFixed(0)} MB`;
  };
  const table = [
    ['', ...sizes.map((charts) => `${charts} charts`)],
    ['---', ...sizes.map(() => '---:')],
    [
      'files',
      ...sizes.map((charts) =>
        String(rows.find((row) => row.charts === charts && row.variant === 'floor')?.files ?? ''),
      ),
    ],
    ...variants.map((variant) => [variant, ...sizes.map((charts) => cell(variant, charts))]),
  ];
  return [
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `- ${ratios.floor.toFixed(2)} times the floor at the largest size (to reach: 1.5 at most)`,
    `- ${ratios.appSynth.toFixed(0)} times faster than \`App.synth\` (to reach: 20 at least)`,
    ratios.helm === undefined
      ? '- `helm` was not on the PATH'
      : `- ${ratios.helm.toFixed(2)} times what \`helm template\` takes to print the same objects (to reach: 1 at most)`,
    `- growth exponent ${ratios.growth.toFixed(2)} from the smallest to the largest size (to reach: 1.05 at most)`,
    `- the three clusters from the start of Node to its end: ${coldRun.next.toFixed(2)} s, and ${coldRun.first.toFixed(2)} s with an empty cache of the runner (to reach: 1 s)`,
    `- \`reach --all\` on ${reachSizes.nodes} nodes, ${reachSizes.workloads} workloads and ${reachSizes.flows} flows: ${reach.files} pairs in ${reach.seconds.toFixed(2)} s and ${reach.memory.toFixed(0)} MB (to reach: 2 s, 500 MB)`,
    '',
  ].join('\n');
}
