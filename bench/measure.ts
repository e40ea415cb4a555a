import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from './jobs';
import type { Measurement, Variant } from './variants';

const root = join(__dirname, '..');
const loader = ['--require', 'tsx/cjs'];

/** The fastest of several runs, with the largest memory: what disturbs a run only makes it slower. */
export interface Row extends Measurement {
  readonly variant: Variant;
  /** Charts or nodes. */
  readonly size: number;
}

/** Says what is being measured. */
export type Progress = (what: string) => void;

/** After so many seconds each further job runs once. */
const patience = 240;
/** After so many seconds no further job begins, and what still runs is stopped and left out: the whole ends within ten minutes. */
const limit = 480;

/** Measures batches of jobs, one after another. Jobs for which no time is left have no row. */
export function measureJobs(batches: readonly (readonly Job[])[], progress: Progress): readonly Row[] {
  const started = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - started) / 1e9;
  return batches.flatMap((batch) => {
    const taken = new Map<Job, Measurement[]>(batch.map((job) => [job, []]));
    for (let run = 1; run <= Math.max(...batch.map(({ runs }) => runs)); run++)
      for (const job of batch) {
        const now = elapsed();
        if (run > (now > patience ? 1 : job.runs) || now > limit) continue;
        progress(`${job.variant}, ${job.size} ${unitOf(job.variant)}, run ${run} of ${job.runs}`);
        const measured = measure(job, limit + 30 - now);
        if (measured !== undefined) taken.get(job)?.push(measured);
      }
    return [...taken].flatMap(([{ variant, size }, list]) => {
      const best = fastest(list);
      return best === undefined ? [] : [{ variant, size, ...best }];
    });
  });
}

/** What the size of a variant counts. */
export function unitOf(variant: Variant): 'charts' | 'nodes' {
  switch (variant) {
    case 'nodes':
    case 'reach':
    case 'reach --all':
      return 'nodes';
    case 'floor':
    case 'asterism':
    case 'whole synth':
    case 'second synth':
    case 'App.synth':
    case 'App.synth, folders':
    case 'helm':
      return 'charts';
  }
}

/** A whole run of the three clusters, from the start of Node to its end, in seconds: with an empty and a filled cache of the runner. */
export function measureColdRun(progress: Progress): { readonly first: number; readonly next: number } {
  const cache = mkdtempSync(join(tmpdir(), 'asterism-cold-'));
  try {
    progress('the three clusters, first run');
    const first = wholeRun(cache);
    progress('the three clusters, next runs');
    return { first, next: Math.min(...Array.from({ length: 3 }, () => wholeRun(cache))) };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function wholeRun(cache: string): number {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(
    process.execPath,
    [...loader, 'lib/cli/start.ts', 'synth', '--check'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: cache },
    },
  );
  if (status !== 0) throw new Error(`synth --check ended with ${String(status)}: ${stderr}`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** @returns undefined where the time ran out */
function measure({ variant, size }: Job, seconds: number): Measurement | undefined {
  const { status, stdout, stderr, signal } = spawnSync(
    process.execPath,
    [...loader, join(__dirname, 'run-one.ts'), variant, String(size)],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: Math.ceil(seconds) * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 28,
    },
  );
  if (signal === 'SIGKILL') return undefined;
  if (status !== 0) throw new Error(`${variant} of ${size} ${unitOf(variant)} failed: ${stderr}`);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by run-one.ts, in this folder
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

function fastest(list: readonly Measurement[]): Measurement | undefined {
  const [first] = [...list].sort((a, b) => a.seconds - b.seconds);
  return first && { ...first, memory: Math.max(...list.map(({ memory }) => memory)) };
}

/** Whether `helm` can be run. */
export function hasHelm(): boolean {
  return spawnSync('helm', ['version'], { encoding: 'utf8' }).status === 0;
}
