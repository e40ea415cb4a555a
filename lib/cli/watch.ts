import { type ChildProcess, spawn } from 'node:child_process';
import { watchFolders } from './folders';

/**
 * What synth and npm write. Everything else may be part of what a person's main.ts loads, whatever its folder is called; hidden
 * names are those of tools.
 */
const written = ['dist', 'apps', 'node_modules'];
const isWatched = (name: string): boolean => !name.startsWith('.') && !written.includes(name);

/** Milliseconds to wait for more changes: an editor writes a file in several steps. */
const settle = 100;

/** Runs synth in a process of its own now and after every change, until it is interrupted. */
export function watch(root: string): void {
  const args = [...process.execArgv, ...process.argv.slice(1).filter((arg) => arg !== '--watch')];
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  let again = false;
  const run = (): void => {
    if (child !== undefined) {
      again = true;
      return;
    }
    child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', () => {
      child = undefined;
      if (again) {
        again = false;
        run();
      }
    });
  };
  watchFolders(root, isWatched, () => {
    clearTimeout(timer);
    timer = setTimeout(run, settle);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // Otherwise the run of this moment would go on without anybody who waits for it.
      child?.kill(signal);
      process.kill(process.pid, signal);
    });
  console.error('watching everything but dist/, apps/ and node_modules/; Ctrl-C ends it');
  run();
}
