import { accessSync, constants, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { codeOf } from './failure';
import { foldedPath, folderOf, type OnDisk } from './on-disk';
import { coarsest, sameStamp, stampAt, statsAt } from './read-file';
import type { Look } from './read-trees';
import { stagingFolder } from './staging';
import { listOf, treeAround } from './tree';
import type { WritePlan } from './write-plan';
import type { Moves } from './write-stage';

/** Where files are moved to or removed from, by what the plan and its moves say. Paths from the root. */
export function touchedPaths(plan: WritePlan, moves: Moves): ReadonlySet<string> {
  const lists = plan.lists.filter(({ path }) => plan.disk.has(path)).map(({ path }) => path);
  return new Set([...moves.units, ...moves.during, ...moves.after, ...plan.prune, ...plan.clear, ...lists]);
}

/**
 * Finds a rename that cannot work before the first one: folders that are read-only, other file systems, and mounts.
 */
export function checkPlaces(root: string, touched: ReadonlySet<string>): Problem | undefined {
  const device = statSync(join(root, stagingFolder)).dev;
  for (const folder of new Set([...touched].map(folderOf))) {
    const place = join(root, folder);
    if (statSync(place).dev !== device || isMounted(root, folder)) return elsewhere(folder);
    accessSync(place, constants.W_OK | constants.X_OK);
  }
  return undefined;
}

/**
 * A bind mount has the device number of what is mounted, and refuses a rename all the same. Linux looks at the mounts
 * before it looks for the file (`do_renameat2` in `fs/namei.c`), so a file that does not exist shows it.
 */
function isMounted(root: string, folder: string): boolean {
  try {
    renameSync(join(root, stagingFolder, 'no such file'), join(root, folder, '.asterism-no-such-file'));
    return false;
  } catch (error) {
    return codeOf(error) === 'EXDEV';
  }
}

function elsewhere(folder: string): Problem {
  const reason =
    'it is on another file system or mount than the project, so that no file can be moved into it at once; no file was changed';
  return { at: folder, reason, next: 'mount the whole project instead of this folder and run synth again' };
}

/**
 * A file that changed between the look and now, by another synth, by git or by hand: the plan was made for something
 * else. Lists are compared even when the plan leaves them as they are, since every synth that changes files changes one.
 */
export function checkOvertaken(
  root: string,
  plan: WritePlan,
  look: Look,
  touched: ReadonlySet<string>,
): Problem | undefined {
  const files = new Set([...touched, ...plan.write.map(({ path }) => path)]);
  for (const tree of new Set([...plan.disk.keys(), ...files].map(treeAround)))
    if (tree !== '') files.add(listOf(tree));
  const renamed = new Set(plan.clear.map(foldedPath));
  const isMissing = missingFolders(root);
  for (const path of files) {
    // A new app has a new folder: one look at it says that none of its files is there.
    if (!plan.disk.has(path) && isMissing(folderOf(path))) continue;
    // Where capitals do not count, the file of the old name is there under the new one as well.
    const hasOldName = !plan.disk.has(path) && renamed.has(foldedPath(path));
    if (!hasOldName && !isAsSeen(root, path, look)) return overtaken(path);
  }
  for (const folder of foldersAround(files, plan.disk))
    if (statsAt(join(root, folder))?.isDirectory() !== true) return overtaken(folder);
  return undefined;
}

/** Says whether a folder does not exist, by one look at each. */
function missingFolders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const missing = statsAt(join(root, folder)) === undefined;
    known.set(folder, missing);
    return missing;
  };
}

/** Whether a path is what the look saw, by a look at its stamp just now. */
export function isAsSeen(root: string, path: string, { disk, stamps, began }: Look): boolean {
  const found = disk.get(path);
  const stats = statsAt(join(root, path));
  if (found === undefined || stats === undefined) return found === undefined && stats === undefined;
  if (found.kind !== 'file') return found.kind === 'folder' ? stats.isDirectory() : !stats.isFile();
  const stamp = stamps.get(path);
  if (!sameStamp(stamp, stampAt(join(root, path)))) return false;
  // Changed so shortly before the look that a change just after it may have the same time.
  const isRacy = stamp !== undefined && Math.max(stamp.mtime, stamp.ctime) > began - coarsest;
  return !isRacy || readFileSync(join(root, path), 'utf8') === found.text;
}

/** The folders that were there, around these files. */
function foldersAround(files: ReadonlySet<string>, disk: OnDisk): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of files)
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      if (disk.get(folder)?.kind === 'folder') folders.add(folder);
  return folders;
}

/** The message for a path that changed before anything was written. */
export function overtaken(at: string, state = 'no file was changed'): Problem {
  const reason = `it changed while this run made its files (another synth, git, or an edit by hand); ${state}`;
  return { at, reason, next: 'run synth again' };
}
