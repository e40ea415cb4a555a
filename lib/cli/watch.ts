import { spawn } from 'node:child_process';
import { existsSync, watch as watchPath } from 'node:fs';
import { join } from 'node:path';

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
  for (const path of watched.map((name) => join(root, name)).filter((place) => existsSync(place))) {
    watchPath(path, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(run, settle);
    });
  }
  console.error('watching main.ts, clusters/, lib/, imports/ and secrets/; Ctrl-C ends it');
  run();
}
