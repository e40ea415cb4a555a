import { spawn } from 'node:child_process';

/**
 * Takes a lock that the kernel keeps: it is free again when this process ends, however it ends.
 * @param file lock file
 * @param waiting told once when somebody else has it
 * @param signal ends the waiting
 * @returns gives it back; undefined when the waiting was ended
 */
export async function takeLock(
  file: string,
  waiting: () => void,
  signal: AbortSignal,
): Promise<(() => void) | undefined> {
  const free = await tryLock(file, ['--nonblock'], signal);
  if (free !== undefined) return free;
  if (!signal.aborted) waiting();
  const later = await tryLock(file, [], signal);
  if (later === undefined && !signal.aborted)
    throw new Error(`${file}: the lock cannot be taken; look whether the folder can be written`);
  return later;
}

/** `flock` holds the lock as long as `cat` runs, and `cat` runs until our end of its input closes. */
function tryLock(
  file: string,
  options: readonly string[],
  signal: AbortSignal,
): Promise<(() => void) | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const holding = ['flock', ...options, file, 'sh', '-c', 'echo held && exec cat >/dev/null'];
    // One that waits would go on waiting for a lab that is gone.
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...holding], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A Ctrl-C is for the lab, which gives the lock back when it has cleaned up.
      detached: true,
    });
    const end = () => child.kill();
    signal.addEventListener('abort', end);
    child.on('error', reject);
    child.on('exit', () => {
      signal.removeEventListener('abort', end);
      resolve(undefined);
    });
    child.stdout.once('data', () => {
      signal.removeEventListener('abort', end);
      resolve(() => child.stdin.end());
    });
  });
}
