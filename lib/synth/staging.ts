import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { failureOf } from './failure';

/** Folder in the project's root in which new files wait; it is the lock as well, since only one run can make it. */
export const stagingFolder = '.asterism-writing';

/**
 * Makes the staging folder. One that a dead process left is taken over; its files never came into place, so none is lost.
 * @returns undefined when this process has it, otherwise who does
 */
export function lockFolder(root: string): Problem | undefined {
  const folder = join(root, stagingFolder);
  for (let attempt = 1; ; attempt++) {
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, 'pid'), String(process.pid));
      return undefined;
    } catch (error) {
      if (!isExisting(error)) return failureOf(error, folder, 'written');
    }
    const pid = ownerOf(folder);
    if (attempt > 1 || (pid !== undefined && isAlive(pid)))
      return {
        at: folder,
        reason: `another synth is running (process ${pid ?? 'unknown'})`,
        next: 'wait until it is done; if there is none, remove the folder',
      };
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownerOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    // Killed between the folder and its pid.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
