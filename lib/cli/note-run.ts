import { lstatSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, coarsest, stagingFolder } from '../synth';
import type { Cluster } from '../plan';
import { isOwn, projectSources } from './closed-sources';
import { inputsOf } from './inputs';
import { type SameRun, sameRunFile, stampText, surroundings } from './same-run';
import { loadedFiles, loadedSources } from './stale-sources';
import { madeText } from './summary';
import type { SynthResult } from './synthesize';

/**
 * Notes a run that found everything clean and had nothing to write, so that the next one need not load the clusters while nothing
 * changed. It is noted only where the clusters follow from what is looked at then.
 * @param clusters every cluster of the project
 * @param began when this process began to read, in milliseconds of the clock
 */
export function noteRun(
  root: string,
  clusters: readonly Cluster[],
  result: SynthResult,
  began: number,
): void {
  const around = surroundings();
  if (around === undefined || !hadNothingToDo(result) || !isClosed(root)) return;
  const stamps: [string, string][] = [];
  for (const path of looked(root, clusters)) {
    if (!wasThere(path, began)) return;
    stamps.push([path, stampText(path)]);
  }
  const noted: SameRun = { summary: madeText(result, false), surroundings: around, stamps };
  write(root, JSON.stringify(noted));
}

function hadNothingToDo({ plan, problems, findings, warnings, changed, fixed = [] }: SynthResult): boolean {
  if (plan === undefined) return false;
  const said = [problems, findings, warnings, changed, fixed, plan.edited, plan.foreign, plan.conflicts];
  return said.every(({ length }) => length === 0);
}

/** Whether all sources of the project that are loaded, and nothing else, make the clusters. */
function isClosed(root: string): boolean {
  const sources = projectSources(root);
  if (sources === undefined) return false;
  // JSON sees nothing, such as the package.json from which this library takes its version.
  return loadedSources(root).every((file) => isOwn(file) || sources.has(file) || file.endsWith('.json'));
}

/** All that an answer follows from: code, cluster files that nothing imports yet, what clusters read, and what was written. */
function looked(root: string, clusters: readonly Cluster[]): ReadonlySet<string> {
  const files = [
    'package.json',
    'tsconfig.json',
    'node_modules/.package-lock.json',
    stagingFolder,
    ...inputsOf(clusters),
  ];
  return new Set([
    ...loadedFiles(),
    ...files.map((path) => join(root, path)),
    // A folder is another one when something in it comes, goes or is replaced.
    ...['clusters', 'dist', 'apps'].flatMap((path) => below(join(root, path))),
  ]);
}

function below(path: string): string[] {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return [path, ...readdirSync(path).flatMap((name) => below(join(path, name)))];
}

/** Whether a path was as it is when the process began; a link leads to what its stamp does not show. */
function wasThere(path: string, began: number): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return true;
  return !stats.isSymbolicLink() && Math.max(stats.ctimeMs, stats.mtimeMs) < began - coarsest;
}

function write(root: string, text: string): void {
  const file = join(root, sameRunFile);
  const draft = `${file}-${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(join(root, cacheFolder, '.gitignore'), '*\n');
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch {
    // As in a checkout that may only be read: the next run then loads the clusters.
  }
}
