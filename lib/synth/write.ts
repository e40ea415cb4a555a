import {
  accessSync,
  constants,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { failureOf } from './failure';
import { folderOf } from './on-disk';
import { lockFolder, stagingFolder } from './staging';
import type { ListChange, WritePlan } from './write-plan';
import { type Moves, stage, staged } from './write-stage';

/**
 * Does what the plan says, or nothing. Every new text is staged first, so that a full disk changes nothing. Then the
 * lists get the sums of old and new, files move into place, what nobody wants goes, and the lists get their last form:
 * a kill in between leaves each file old or new, and all of them on the lists of the next run. Writes no file when the
 * plan changes none.
 * @param root the project's root, absolute
 * @returns undefined when done, otherwise what stood in the way; its reason says whether files were changed
 */
export function applyPlan(root: string, plan: WritePlan): Problem | undefined {
  if (plan.write.length + plan.prune.length + plan.lists.length === 0) return undefined;
  const locked = lockFolder(root);
  if (locked !== undefined) return locked;
  let state = 'no file was changed';
  try {
    const overtaken = plan.lists.find((list) => textAt(join(root, list.path)) !== list.before);
    if (overtaken !== undefined) return overtakenBy(overtaken);
    const moves = stage(root, plan);
    const strange = checkPlaces(root, plan, moves);
    if (strange !== undefined) return strange;
    state = 'some files are new and the others as they were';
    commit(root, plan, moves);
    return undefined;
  } catch (error) {
    const problem = failureOf(error, root, 'written');
    return { ...problem, at: placeOf(root, problem.at), reason: `${problem.reason}; ${state}` };
  } finally {
    unlock(root);
  }
}

/** A rename that cannot work is found here, before the first one: folders one may not write to, other file systems. */
function checkPlaces(root: string, plan: WritePlan, moves: Moves): Problem | undefined {
  const device = statSync(join(root, stagingFolder)).dev;
  const lists = plan.lists.filter(({ path }) => plan.disk.has(path)).map(({ path }) => path);
  for (const folder of new Set([...moves.units, ...moves.after, ...plan.prune, ...lists].map(folderOf))) {
    const place = join(root, folder);
    accessSync(place, constants.W_OK | constants.X_OK);
    if (statSync(place).dev === device) continue;
    const reason =
      'it is on another file system than the project, so that no file can be moved into it at once';
    return { at: folder, reason, next: 'mount the whole project instead of this folder and run synth again' };
  }
  return undefined;
}

function commit(root: string, plan: WritePlan, moves: Moves): void {
  const move = (step: keyof Moves, path: string): void => {
    renameSync(`${root}/${staged(step, path)}`, `${root}/${path}`);
  };
  for (const path of moves.during) move('during', path);
  for (const path of plan.clear) {
    if (plan.disk.get(path)?.kind === 'folder') rmdirSync(join(root, path));
    else unlinkSync(join(root, path));
  }
  for (const path of moves.units) move('units', path);
  const cleared = new Set(plan.clear);
  for (const path of plan.prune) if (!cleared.has(path)) unlinkSync(join(root, path));
  const gone = plan.lists.filter(({ after }) => after === undefined).map(({ path }) => path);
  for (const path of moves.after) move('after', path);
  for (const path of gone) rmSync(join(root, path), { force: true });
  removeEmptyFolders(root, [...plan.prune, ...gone]);
}

/** Removes the folders that the removal of these files left empty, from the inside out. */
function removeEmptyFolders(root: string, removed: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of removed) {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.add(folder);
  }
  for (const folder of [...folders].sort().reverse()) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      // Something else lives there, or a new file has taken its place.
    }
  }
}

function unlock(root: string): void {
  try {
    rmSync(join(root, stagingFolder), { recursive: true, force: true });
  } catch {
    // It names a process that will be dead by then, so the next run takes it over.
  }
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It is missing, or what is there was left out of the plan's lists.
    return undefined;
  }
}

function overtakenBy(list: ListChange): Problem {
  const reason = 'it changed while this run made its files (another synth, or git); no file was changed';
  return { at: list.path, reason, next: 'run synth again' };
}

/** The place in the project that a person knows, also for a file that was staged. */
function placeOf(root: string, path: string): string {
  const place = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const [folder, , ...rest] = place.split('/');
  return folder === stagingFolder && rest.length > 0 ? rest.join('/') : place;
}
