import { spawn } from 'node:child_process';
import { watchFolders } from './folders';

const watched = ['main.ts', 'clusters', 'lib', 'imports', 'secrets'];

/** Milliseconds to wait for more changes: an editor writes a file in several steps. */
const settle = 100;

/** Runs synth in a process of its own now and after every change, until it is interrupted. */
export function watch(root: string): void {
  const args = [...process.execArgv, ...process.argv.slice(1).filter((arg) => arg !== '--watch')];
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', () => {
      running = false;
      if (again) {
        again = false;
        run();
      }
    });
  };
  watchFolders(root, watched, () => {
    clearTimeout(timer);
    timer = setTimeout(run, settle);
  });
  console.error('watching main.ts, clusters/, lib/, imports/ and secrets/; Ctrl-C ends it');
  run();
}
