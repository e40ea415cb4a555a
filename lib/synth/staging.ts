import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { codeOf, failureOf } from './failure';

/** Folder in the project's root in which new files wait; it is the lock as well, since only one run can have it. */
export const stagingFolder = '.asterism-writing';

/**
 * Takes the staging folder. It comes into its place by one rename, with the owner's process id in it, and a rename onto a
 * folder that holds something fails: so two runs never both have it. One that a dead process left is moved aside first;
 * its files never came into place, so none is lost.
 * @returns undefined when this process has it, otherwise what is in the way
 */
export function lockFolder(root: string): Problem | undefined {
  const folder = join(root, stagingFolder);
  const mine = `${folder}-${process.pid}`;
  try {
    sweep(root);
    mkdirSync(mine);
    writeFileSync(join(mine, 'pid'), String(process.pid));
    if (take(mine, folder)) return undefined;
    const owner = ownerOf(folder);
    if (owner === 'file')
      return {
        at: stagingFolder,
        reason: 'a file stands where new files wait',
        next: 'move it away and run it again',
      };
    // A container's processes have the same numbers every time: our own number on an old lock is a dead process's.
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) return taken(owner);
    setAside(folder, `${mine}-stale`);
    return take(mine, folder) ? undefined : taken(undefined);
  } catch (error) {
    const problem = failureOf(error, stagingFolder, 'written');
    return { ...problem, reason: `${problem.reason}; no file was changed` };
  } finally {
    rmSync(mine, { recursive: true, force: true });
  }
}

/** Removes what processes that were killed on their way to the lock left behind. */
function sweep(root: string): void {
  for (const name of readdirSync(root)) {
    const [, pid] = /^\.asterism-writing-(\d+)(?:-stale)?$/.exec(name) ?? [];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
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

function setAside(folder: string, aside: string): void {
  renameSync(folder, aside);
  rmSync(aside, { recursive: true, force: true });
}

function taken(pid: number | undefined): Problem {
  return {
    at: stagingFolder,
    reason: `another synth is running${pid === undefined ? '' : ` (process ${pid})`}`,
    next: 'wait until it is done; if there is none, remove the folder',
  };
}

function ownerOf(folder: string): number | 'file' | undefined {
  if (!lstatSync(folder).isDirectory()) return 'file';
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    // No asterism made it like this: what it holds is no lock.
    return undefined;
  }
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
