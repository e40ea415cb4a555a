import { mkdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../values';
import { failureOf } from './failure';
import type { FileSpec } from './file-spec';
import { lockFolder, stagingFolder } from './staging';
import type { OnDisk, WritePlan } from './write-plan';

/**
 * Does what the plan says, or nothing. Every new text is staged first, so that a full disk changes nothing; then the lists
 * get the sums of old and new, files move into place, what nobody wants goes, and the lists get their last form. A kill
 * in between leaves each file old or new, and the next run finds all of them on the lists. Writes no file when the plan
 * changes none.
 * @param root the project's root, absolute
 * @returns undefined when done, otherwise what stood in the way
 */
export function applyPlan(root: string, plan: WritePlan): Problem | undefined {
  if (plan.write.length + plan.prune.length + plan.lists.length === 0) return undefined;
  const locked = lockFolder(root);
  if (locked !== undefined) return locked;
  const staging = join(root, stagingFolder);
  try {
    const moves = stage(staging, plan);
    moveAll(root, staging, moves.first);
    moveAll(root, staging, moves.files);
    for (const path of plan.prune) unlinkSync(join(root, path));
    moveAll(root, staging, moves.last);
    for (const { path, after } of plan.lists)
      if (after === undefined) rmSync(join(root, path), { force: true });
    removeEmptyFolders(root, [
      ...plan.prune,
      ...plan.lists.filter(({ after }) => after === undefined).map(({ path }) => path),
    ]);
    return undefined;
  } catch (error) {
    return failureOf(error, root, 'written');
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** A rename from the staging folder into its place: of a file, or of a folder that is new as a whole. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/** Writes every text into the staging folder, laid out as the project is; new folders move as a whole. */
function stage(staging: string, plan: WritePlan): { first: Move[]; files: Move[]; last: Move[] } {
  const first: Move[] = [];
  const files = new Map<string, Move>();
  const last: Move[] = [];
  const made = new Set<string>();
  const put = (area: string, { path, text }: FileSpec): void => {
    const target = join(staging, area, path);
    const folder = dirname(target);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    writeFileSync(target, text);
  };
  for (const { path, during, after } of plan.lists) {
    const unit = newestFolder(path, plan.disk);
    if (after === undefined) continue;
    if (unit !== path) {
      // The whole tree is new and comes with its list in one move.
      put('files', { path, text: after });
      files.set(unit, { from: join('files', unit), to: unit });
      continue;
    }
    put('first', { path, text: during });
    put('last', { path, text: after });
    first.push({ from: join('first', path), to: path });
    last.push({ from: join('last', path), to: path });
  }
  for (const file of plan.write) {
    put('files', file);
    const unit = newestFolder(file.path, plan.disk);
    files.set(unit, { from: join('files', unit), to: unit });
  }
  return { first, files: [...files.values()], last };
}

/** The topmost folder on the way to a file that is not there yet, or the file itself. */
function newestFolder(path: string, disk: OnDisk): string {
  let unit = path;
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const above = path.slice(0, slash);
    if (disk.has(above)) return unit;
    unit = above;
  }
  return unit;
}

function moveAll(root: string, staging: string, moves: readonly Move[]): void {
  for (const { from, to } of moves) renameSync(join(staging, from), join(root, to));
}

/** Removes the folders that the removal of these files left empty, from the inside out. */
function removeEmptyFolders(root: string, paths: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of paths)
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1))
      folders.add(path.slice(0, slash));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      // Something else lives there.
    }
  }
}
