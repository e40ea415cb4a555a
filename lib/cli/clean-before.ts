import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterPlan } from '../plan';
import { cacheFolder, type FileSpec } from '../synth';
import { loadedFiles } from './stale-sources';

/** Clusters by name, and what each was when no rule found anything in it. */
export type CleanBefore = ReadonlyMap<string, string>;

const file = 'clean';

/** It loads its compiler where a file is new to it, which makes no other cluster. */
const translator = /[\\/]node_modules[\\/](jiti|tsx|esbuild)[\\/]/;

/**
 * What a finding can follow from: all code that this process loaded, the facts and the files. Walking packets is most of what a
 * synth does, and where none of this changed since a run without findings, it finds nothing again. `synth --check` does not ask.
 * @param code the state of the code, by `stateOfCode`
 */
export function stateOf(code: string, plan: ClusterPlan, files: readonly FileSpec[]): string {
  const hash = createHash('sha256').update(code).update(JSON.stringify(plan.facts));
  for (const { path, text } of files) hash.update(`\0${path}\0${text}`);
  return hash.digest('hex');
}

/**
 * All files that this process loaded, packages included, by size and time of their last change of any sort: npm gives the files of
 * every version the same `mtime`.
 * @param root the project's root, absolute
 * @param began when this process began to read, in milliseconds of the clock
 * @returns undefined when one changed since, so that what is loaded is not what is there
 */
export function stateOfCode(root: string, began: number): string | undefined {
  const hash = createHash('sha256').update(process.version);
  // npm writes the last one whenever it changes a package: Node lists nowhere which modules of packages it loaded.
  for (const path of [
    ...loadedFiles().filter((name) => !translator.test(name)),
    join(root, 'node_modules/.package-lock.json'),
  ]) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    if (found.ctimeMs >= began) return undefined;
    hash.update(`${path}\0${found.size}\0${found.ctimeMs}\0`);
  }
  return hash.digest('hex');
}

/** What the runs before this one noted. */
export function readClean(root: string): CleanBefore {
  try {
    const lines = readFileSync(join(root, cacheFolder, file), 'utf8').split('\n');
    return new Map(
      lines.flatMap((line): [string, string][] => {
        const [name, state] = line.split(' ');
        return name === undefined || state === undefined ? [] : [[name, state]];
      }),
    );
  } catch {
    return new Map();
  }
}

/** Notes clusters without findings. A disk that refuses costs the next run time, and nothing else. */
export function writeClean(root: string, before: CleanBefore, now: CleanBefore): void {
  const all = new Map([...before, ...now]);
  if ([...now].every(([name, state]) => before.get(name) === state)) return;
  const folder = join(root, cacheFolder);
  const draft = join(folder, `${file}-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.gitignore'), '*\n');
    writeFileSync(draft, [...all].map(([name, state]) => `${name} ${state}\n`).join(''));
    renameSync(draft, join(folder, file));
  } catch {
    // As in a checkout that may only be read.
  }
}
