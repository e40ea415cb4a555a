import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../plan';
import { type ClosedSource, projectSources } from './closed-sources';
import { mainFile } from './find-main';
import { loadMainAgain } from './load-main';
import { wrongClusters } from './read-clusters';
import { stampText } from './same-run';
import { forgetSource, loadedFiles } from './stale-sources';

/** The clusters of a project as this process loaded them. */
export interface Loaded {
  /** What `main.ts` hands to `run()`. */
  readonly clusters: readonly Cluster[];
  /** When the process began to read them, in milliseconds of the clock. */
  readonly began: number;
  /** The sources of the project, by their absolute paths, and the text of each. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** What each other file was like that the clusters follow from: the library, packages, settings. */
  readonly stamps: ReadonlyMap<string, string>;
}

/** Takes the list of clusters while `main.ts` is loaded again. */
let take: ((clusters: readonly Cluster[]) => void) | undefined;

/** Gives the list of `run()` to whoever loads `main.ts` again; false where main.ts is loaded for the first time. */
export function handOver(clusters: readonly Cluster[]): boolean {
  take?.(clusters);
  return take !== undefined;
}

/**
 * What this process loaded from its start.
 * @param root the project's root, absolute
 * @param began when it began to read, in milliseconds of the clock
 * @returns undefined where what the clusters are does not follow from the texts of their sources alone
 */
export function firstLoad(root: string, clusters: readonly Cluster[], began: number): Loaded | undefined {
  const sources = projectSources(root);
  if (sources === undefined) return undefined;
  const others = [
    ...loadedFiles().filter((file) => !sources.has(file)),
    ...['package.json', 'tsconfig.json', 'node_modules/.package-lock.json'].map((path) => join(root, path)),
  ];
  return {
    clusters: clusters.map((cluster) => cluster.definedAs ?? cluster),
    began,
    // A text that changed since the process read it counts as changed at the next look.
    texts: new Map([...sources].map(([file, { text }]) => [file, isOlder(file, began) ? text : undefined])),
    stamps: new Map(others.map((file) => [file, isOlder(file, began) ? stampText(file) : 'changed'])),
  };
}

/**
 * Loads the sources of the clusters that changed once more. Of a cluster none of whose sources changed, it gives the same object.
 * @param root the project's root, absolute
 * @param before what this process loaded last
 * @returns undefined where a new process has to load the clusters: something else changed, or they cannot be loaded
 */
export async function loadAgain(root: string, before: Loaded): Promise<Loaded | undefined> {
  const began = Date.now();
  const sources = projectSources(root);
  if (sources === undefined) return undefined;
  if ([...before.stamps].some(([file, stamp]) => stampText(file) !== stamp)) return undefined;
  const texts = new Map([...sources].map(([file, { text }]) => [file, text]));
  const changed = [...texts].flatMap(([file, text]) => (before.texts.get(file) === text ? [] : [file]));
  for (const file of before.texts.keys()) if (!texts.has(file)) forgetSource(file);
  if (changed.length === 0) return { ...before, began, texts };
  const again = importersOf(changed, sources);
  const clusters = await listAgain(join(root, mainFile), again);
  if (clusters !== undefined) return { ...before, clusters, began, texts };
  // Some were loaded before the mistake. Whoever takes a change back would otherwise get what they were in between.
  for (const file of again) forgetSource(file);
  return undefined;
}

async function listAgain(
  main: string,
  sources: ReadonlySet<string>,
): Promise<readonly Cluster[] | undefined> {
  let list: readonly Cluster[] | undefined;
  take = (clusters) => {
    list = clusters;
  };
  try {
    await loadMainAgain(main, sources);
    return list === undefined || wrongClusters(list).length > 0 ? undefined : list;
  } catch {
    // A new process meets the same mistake, and explains it.
    return undefined;
  } finally {
    take = undefined;
  }
}

/** The changed sources and all that import them, directly or not. */
function importersOf(
  changed: readonly string[],
  sources: ReadonlyMap<string, ClosedSource>,
): ReadonlySet<string> {
  const found = new Set(changed);
  let size = 0;
  while (size < found.size) {
    size = found.size;
    for (const [file, { imports }] of sources) if (imports.some((one) => found.has(one))) found.add(file);
  }
  return found;
}

function isOlder(file: string, time: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined || stats.ctimeMs < time;
}
