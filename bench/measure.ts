import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement, Variant } from './variants';

const root = join(__dirname, '..');
const loader = ['--require', 'tsx/cjs'];

/** Medians of several runs. */
export interface Row {
  readonly charts: number;
  readonly variant: Variant;
  readonly seconds: number;
  readonly memory: number;
  readonly files: number;
}

/** Sizes of the fleets, in charts of five objects. */
export const sizes = [100, 500, 1000, 2000] as const;

/** Runs of each variant; `App.synth` at the largest sizes takes most of a minute and runs once. */
const runs = 5;

/** Measures every variant at every size, in turn, so that a machine that slows down slows them all. */
export function measureFleets(progress: (what: string) => void): readonly Row[] {
  const variants: Variant[] = [
    'floor',
    'asterism',
    'whole synth',
    'second synth',
    'App.synth, folders',
    ...(hasHelm() ? (['helm'] as const) : []),
  ];
  return sizes.flatMap((charts) => {
    const taken = new Map<Variant, Measurement[]>();
    for (let run = 1; run <= runs; run++) {
      for (const variant of variants) {
        progress(`${charts} charts, run ${run} of ${runs}: ${variant}`);
        taken.set(variant, [...(taken.get(variant) ?? []), measure(variant, charts)]);
      }
    }
    progress(`${charts} charts: App.synth`);
    taken.set('App.synth', [measure('App.synth', charts)]);
    return [...taken].map(([variant, list]) => ({ charts, variant, ...median(list) }));
  });
}

/** A whole run of the three clusters, from the start of Node to its end, in seconds: with an empty and a filled cache of the runner. */
export function measureColdRun(progress: (what: string) => void): {
  readonly first: number;
  readonly next: number;
} {
  const cache = mkdtempSync(join(tmpdir(), 'asterism-cold-'));
  try {
    progress('the three clusters, first run');
    const first = wholeRun(cache);
    progress('the three clusters, next runs');
    const next =
      Array.from({ length: runs }, () => wholeRun(cache)).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
    return { first, next };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** The matrix of who reaches whom, of a fleet: median of the runs, largest memory. */
export function measureReach(progress: (what: string) => void): Measurement {
  progress('reach --all');
  return median(Array.from({ length: runs }, () => measure('reach --all', 0)));
}

function wholeRun(cache: string): number {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...loader, 'main.ts', 'synth', '--check'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: cache },
  });
  if (status !== 0) throw new Error(`synth --check ended with ${String(status)}: ${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function measure(variant: Variant, charts: number): Measurement {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...loader, join(__dirname, 'run-one.ts'), variant, String(charts)],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${variant} with ${charts} charts failed: ${stderr}`);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by run-one.ts, in this folder
  return JSON.parse(stdout);
}

function median(list: readonly Measurement[]): Measurement {
  const sorted = [...list].sort((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return { ...middle, memory: Math.max(...list.map(({ memory }) => memory)) };
}

function hasHelm(): boolean {
  return spawnSync('helm', ['version'], { encoding: 'utf8' }).status === 0;
}
