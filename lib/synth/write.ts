import { renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { failureOf } from './failure';
import { folderOf } from './on-disk';
import type { Look } from './read-trees';
import { lockFolder, stagingFolder, sweepLeftovers } from './staging';
import { checkOvertaken, checkPlaces, isAsSeen, overtaken, touchedPaths } from './write-checks';
import type { WritePlan } from './write-plan';
import { type Moves, stage, staged } from './write-stage';

const half = 'some files are new and the others as they were';

/**
 * Does what the plan says, or nothing. Every new text is staged first, so that a full disk changes nothing. Then, under
 * the lock, what was read is looked at again. Then the lists get the sums of old and new, files move into place, what
 * not wanted goes, and the lists get their last form: a kill in between leaves each file old or new, and all of them on
 * the lists of the next run. Writes no file when the plan changes none.
 * @param root the project's root, absolute
 * @param look what the plan was made from
 * @param isStale asked under the lock, right before the first file moves: what else the run rests on and that changed
 *   meanwhile; default: nothing
 * @returns undefined when done, otherwise what was in the way; its reason says whether files were changed
 */
export function applyPlan(
  root: string,
  plan: WritePlan,
  look: Look,
  isStale: () => Problem | undefined = () => undefined,
): Problem | undefined {
  if (plan.write.length + plan.prune.length + plan.lists.length === 0) {
    sweepLeftovers(root);
    return undefined;
  }
  const locking = lockFolder(root);
  if (!locking.ok) return locking.problem;
  const { lock } = locking;
  let state = 'no file was changed';
  try {
    const moves = stage(root, plan);
    const touched = touchedPaths(plan, moves);
    const obstacle = checkOvertaken(root, plan, look, touched) ?? checkPlaces(root, touched) ?? isStale();
    if (obstacle !== undefined) return obstacle;
    if (!lock.isHeld()) return overtaken(stagingFolder);
    state = half;
    return commit(root, plan, look, moves);
  } catch (error) {
    const problem = failureOf(error, root, 'written');
    return { ...problem, at: placeOf(root, problem.at), reason: `${problem.reason}; ${state}` };
  } finally {
    lock.release();
  }
}

/** Moves and removes. A file that changes while others move is left, and ends the run there. */
function commit(root: string, plan: WritePlan, look: Look, moves: Moves): Problem | undefined {
  const move = (step: keyof Moves, path: string): void => {
    renameSync(`${root}/${staged(step, path)}`, `${root}/${path}`);
  };
  const cleared = new Set(plan.clear);
  for (const path of moves.during) move('during', path);
  for (const path of plan.clear) {
    if (!isAsSeen(root, path, look)) return overtaken(path, half);
    if (plan.disk.get(path)?.kind === 'folder') rmdirSync(join(root, path));
    else unlinkSync(join(root, path));
  }
  for (const path of moves.units) {
    if (!cleared.has(path) && !isAsSeen(root, path, look)) return overtaken(path, half);
    move('units', path);
  }
  for (const path of plan.prune) {
    if (cleared.has(path)) continue;
    if (!isAsSeen(root, path, look)) return overtaken(path, half);
    unlinkSync(join(root, path));
  }
  const gone = plan.lists.filter(({ after }) => after === undefined).map(({ path }) => path);
  for (const path of moves.after) move('after', path);
  for (const path of gone) rmSync(join(root, path), { force: true });
  removeEmptyFolders(root, [...plan.prune, ...gone]);
  return undefined;
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

/** The place in the project that a person knows, also for a file that was staged. */
function placeOf(root: string, path: string): string {
  const place = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const [folder, , ...rest] = place.split('/');
  return folder === stagingFolder && rest.length > 0 ? rest.join('/') : place;
}
