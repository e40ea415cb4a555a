import { type ChildProcess, spawn } from 'node:child_process';
import type { Cluster } from '../plan';
import { watchFolders } from './folders';
import { withFolders } from './manifests/with-folders';
import { firstLoad, loadAgain } from './reload';

/**
 * What synth and npm write. Everything else may be part of what a person's main.ts loads, whatever its folder is called; hidden
 * names are those of tools.
 */
const written = ['dist', 'apps', 'node_modules'];
const isWatched = (name: string): boolean => !name.startsWith('.') && !written.includes(name);

/** Milliseconds to wait for more changes: an editor writes a file in several steps. */
const settle = 20;

/**
 * Runs a synth now and after every change, until it is interrupted: in this process where it can load what changed, and in one of
 * its own elsewhere.
 * @param clusters what this process loaded, with the folders that they name
 * @param synth runs over clusters that this process began to read at that time, in milliseconds of the clock
 */
export async function watch(
  root: string,
  clusters: readonly Cluster[],
  synth: (clusters: readonly Cluster[], began: number) => Promise<void>,
): Promise<void> {
  let child: ChildProcess | undefined;
  const runElsewhere = async (): Promise<void> => {
    const args = [...process.execArgv, ...process.argv.slice(1).filter((arg) => arg !== '--watch')];
    await new Promise((resolve) => {
      child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }).on('exit', resolve);
    });
    child = undefined;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // Otherwise the run of this moment would go on without anybody who waits for it.
      child?.kill(signal);
      process.kill(process.pid, signal);
    });

  let loaded = firstLoad(root, clusters, performance.timeOrigin);
  const answer = async (): Promise<void> => {
    const again = loaded === undefined ? undefined : await loadAgain(root, loaded);
    if (again === undefined) return runElsewhere();
    loaded = again;
    await synth(withFolders(root, again.clusters), again.began);
  };
  let timer: NodeJS.Timeout | undefined;
  // One after the other: each answers all that changed before it began.
  let answered: Promise<void> = Promise.resolve();
  let waits = false;
  watchFolders(root, isWatched, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (waits) return;
      waits = true;
      answered = answered.then(() => {
        waits = false;
        return answer();
      });
    }, settle);
  });
  console.error('watching everything but dist/, apps/ and node_modules/; Ctrl-C ends it');
  answered = synth(clusters, performance.timeOrigin);
  await answered;
}
