import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, type OnDisk } from './on-disk';
import { stagingFolder } from './staging';
import { treeAround } from './tree';
import type { WritePlan } from './write-plan';

/** What moves out of the staging folder: whole new folders, and files of folders that are there. Paths from the root. */
export interface Moves {
  /** Lists of trees in which files change: first with the sums of old and new. */
  readonly during: readonly string[];
  readonly units: readonly string[];
  /** Then with those of the new. */
  readonly after: readonly string[];
}

/** Writes every text into the staging folder, which is laid out as the project is, once for each step. */
export function stage(root: string, plan: WritePlan): Moves {
  const made = new Set<string>();
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return;
    if (folder !== stagingFolder) {
      makeFolder(folderOf(folder));
      mkdirSync(join(root, folder));
    }
    made.add(folder);
  };
  const put = (path: string, text: string): void => {
    makeFolder(folderOf(path));
    writeFileSync(`${root}/${path}`, text);
  };
  const units = new Set<string>();
  const tops = new Map<string, string | undefined>();
  for (const { path, text } of plan.write) {
    put(staged('units', path), text);
    units.add(newFolder(plan.disk, path, tops) ?? path);
  }
  const changing = new Set([...plan.write.map(({ path }) => path), ...plan.prune].map(treeAround));
  const during: string[] = [];
  const after: string[] = [];
  for (const list of plan.lists) {
    const isNew = newFolder(plan.disk, list.path, tops) !== undefined;
    if (!isNew && changing.has(treeAround(list.path)) && list.during !== list.before) {
      put(staged('during', list.path), list.during);
      during.push(list.path);
    }
    if (list.after === undefined) continue;
    // A tree that is new comes with its list in one move.
    put(staged(isNew ? 'units' : 'after', list.path), list.after);
    if (!isNew) after.push(list.path);
  }
  return { during, units: [...units], after };
}

/** Where a text waits for a step, from the root. */
export function staged(step: keyof Moves, path: string): string {
  return `${stagingFolder}/${step}/${path}`;
}

/** The topmost missing folder on the way to a path; undefined when all exist. */
function newFolder(disk: OnDisk, path: string, known: Map<string, string | undefined>): string | undefined {
  const folder = folderOf(path);
  if (folder === '') return undefined;
  if (!known.has(folder)) {
    const isThere = disk.get(folder)?.kind === 'folder';
    known.set(folder, isThere ? undefined : (newFolder(disk, folder, known) ?? folder));
  }
  return known.get(folder);
}
