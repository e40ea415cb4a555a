import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { codeOf, failureOf } from './failure';

/** Folder in the project's root in which new files wait; it is the lock as well, since only one run can have it. */
export const stagingFolder = '.asterism-writing';

/** The staging folder, taken by this run. */
export interface Lock {
  /** Whether this run still has it: a run in another container may take our process for a dead one. */
  readonly isHeld: () => boolean;
  /** Gives it back, with all that still waits in it. */
  readonly release: () => void;
}

/** The lock, or what is in the way. */
export type Locking =
  { readonly ok: true; readonly lock: Lock } | { readonly ok: false; readonly problem: Problem };

/**
 * Takes the staging folder. It comes into its place by one rename, with the owner's process id in it, and a rename onto a
 * folder that holds something fails: so two runs never both have it. One that a dead process left is moved aside first;
 * its files never came into place, so none is lost.
 */
export function lockFolder(root: string): Locking {
  const folder = join(root, stagingFolder);
  const mine = `${folder}-${process.pid}`;
  // A container's processes have the same numbers every time, so the number alone does not tell two runs apart.
  const mark = `${process.pid} ${randomUUID()}`;
  try {
    sweepAsides(root);
    mkdirSync(mine);
    writeFileSync(join(mine, 'pid'), mark);
    if (!take(mine, folder)) {
      const owner = ownerOf(folder);
      if (owner === 'file') return { ok: false, problem: fileInTheWay };
      if (isOther(owner)) return { ok: false, problem: taken(owner) };
      setAside(folder, `${mine}-stale`);
      if (!take(mine, folder)) return { ok: false, problem: taken(undefined) };
    }
  } catch (error) {
    const problem = failureOf(error, stagingFolder, 'written');
    return {
      ok: false,
      problem: { ...problem, at: stagingFolder, reason: `${problem.reason}; no file was changed` },
    };
  } finally {
    remove(mine);
  }
  const isHeld = (): boolean => markIn(folder) === mark;
  const release = (): void => {
    if (isHeld()) remove(folder);
  };
  return { ok: true, lock: { isHeld, release } };
}

/** Removes what runs that were killed left behind. It waits for nothing, and what cannot be removed stays. */
export function sweepLeftovers(root: string): void {
  try {
    sweepAsides(root);
    const folder = join(root, stagingFolder);
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
    if (!isOther(ownerOf(folder))) setAside(folder, `${folder}-${process.pid}-stale`);
  } catch {
    // The next run that writes says what is in the way.
  }
}

/** Removes what processes that were killed on their way to the lock left behind. */
function sweepAsides(root: string): void {
  for (const name of readdirSync(root)) {
    const [, pid] = /^\.asterism-writing-(\d+)(?:-stale)?$/.exec(name) ?? [];
    if (pid !== undefined && !isOther(Number(pid)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

function take(mine: string, folder: string): boolean {
  try {
    renameSync(mine, folder);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** Moves a dead run's folder out of the way, and puts it back when another run was quicker and this is its lock. */
function setAside(folder: string, aside: string): void {
  try {
    renameSync(folder, aside);
  } catch (error) {
    // On an overlay, a folder of the lower layer cannot be renamed.
    if (codeOf(error) !== 'EXDEV') throw error;
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  if (isOther(ownerOf(aside)) && take(aside, folder)) return;
  rmSync(aside, { recursive: true, force: true });
}

const fileInTheWay: Problem = {
  at: stagingFolder,
  reason: 'a file has the name of the folder in which new files wait',
  next: 'move it away and run synth again',
};

function taken(pid: number | undefined): Problem {
  return {
    at: stagingFolder,
    reason: `another synth is running${pid === undefined ? '' : ` (process ${pid})`}`,
    next: 'wait until it is done; if there is none, remove the folder',
  };
}

function ownerOf(folder: string): number | 'file' | undefined {
  if (!lstatSync(folder).isDirectory()) return 'file';
  const pid = Number(/^\d+/.exec(markIn(folder) ?? '')?.[0] ?? 0);
  return pid > 0 ? pid : undefined;
}

function markIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'pid'), 'utf8');
  } catch {
    // The folder comes with its mark in one move, so what has none is half removed.
    return undefined;
  }
}

/** Whether a living process other than this one has this number. Our own number on an old folder is a dead process's. */
function isOther(pid: number | 'file' | undefined): pid is number {
  return typeof pid === 'number' && pid !== process.pid && isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It names a process that will be dead by then, so the next run removes it.
  }
}
