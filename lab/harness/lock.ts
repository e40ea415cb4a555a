import { spawn } from 'node:child_process';

/**
 * Takes a lock that the kernel keeps: it is free again when this process ends, however it ends.
 * @param file lock file
 * @param waiting told once when somebody else has it
 * @returns gives it back
 */
export async function takeLock(file: string, waiting: () => void): Promise<() => void> {
  return (await tryLock(file, ['--nonblock'])) ?? (waiting(), (await tryLock(file, [])) ?? refuse(file));
}

/** `flock` holds the lock as long as `cat` runs, and `cat` runs until our end of its input closes. */
function tryLock(file: string, options: readonly string[]): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('flock', [...options, file, 'sh', '-c', 'echo held && exec cat >/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A Ctrl-C is for the lab, which gives the lock back when it has cleaned up.
      detached: true,
    });
    child.on('error', reject);
    child.on('exit', () => {
      resolve(undefined);
    });
    child.stdout.once('data', () => {
      resolve(() => child.stdin.end());
    });
  });
}

function refuse(file: string): never {
  throw new Error(`${file}: the lock cannot be taken; look whether the folder can be written`);
}
