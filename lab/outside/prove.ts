import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { Suite } from '../harness';
import { takeLock } from '../harness/lock';
import type { Places } from '../harness/places';
import { cacheFolder, neededPrograms, tidyCache } from '../programs';
import { notRun, type SuiteOutcome } from '../report/outcome';
import { inLanes } from './lanes';
import { watchMemory } from './memory';
import { builtFolders, prepare } from './prepare';
import type { Progress } from './progress';
import { referenceLack, references } from './references';
import { runSuite } from './run-suite';

const project = join(__dirname, '..', '..');
const underCi = (process.env['CI'] ?? '') !== '';

/** What came of a run. */
export interface Proven {
  /** In the order of the suites. */
  readonly outcomes: readonly SuiteOutcome[];
  /** Most memory that all had resident at once, with the lab itself, in bytes. */
  readonly memory: number;
}

/** Where the logs of a suite's servers are kept when something fails. */
export function logsOf({ name }: Suite): string {
  return join(cacheFolder(), 'logs', name);
}

/**
 * Builds what suites need, and runs them side by side.
 * @param signal ends everything
 */
export async function proveSuites(
  suites: readonly Suite[],
  progress: Progress,
  signal: AbortSignal,
): Promise<Proven> {
  const folders = references(project, process.env);
  // Two labs may run at once: neither sees the other's namespaces. Building is for one at a time.
  const release = await takeLock(
    join(cacheFolder(), 'lock'),
    () => {
      progress.line('another lab is building; waiting until it is done (Ctrl-C to give up)');
    },
    signal,
  );
  const lacking = await prepare(suites, progress, signal);
  release?.();
  const mostMemory = watchMemory(process.pid);
  const now = new Map<string, string>();
  const ticking = setInterval(() => {
    progress.now(...now.values());
  }, 1000);
  const outcomes = await inLanes(
    suites,
    async (suite) => {
      const lack = lacking.get(suite.name) ?? referenceLack(suite, folders);
      if (lack !== undefined) {
        const failed = underCi || lack.failed;
        progress.line(`${suite.name}: ${failed ? 'failed' : 'not run'}: ${lack.why.split('\n')[0] ?? ''}`);
        return notRun(suite, lack.why, failed);
      }
      const programs = builtFolders([suite]);
      const { definitions, charts } = folders;
      const places = { project, definitions, charts, logs: logsOf(suite), programs };
      const outcome = await runOne(suite, places, now, progress, signal);
      now.delete(suite.name);
      return outcome;
    },
    signal,
  );
  clearInterval(ticking);
  tidyCache(neededPrograms(suites).filter((name) => existsSync(builtFolders(suites)[name] ?? '')));
  return { outcomes, memory: mostMemory() };
}

/** Runs one suite, and tells how far it is. */
async function runOne(
  suite: Suite,
  places: Omit<Places, 'suite' | 'folder'>,
  now: Map<string, string>,
  progress: Progress,
  signal: AbortSignal,
): Promise<SuiteOutcome> {
  const outcome = await runSuite(
    suite,
    places,
    (event) => {
      const says = 'claim' in event ? (suite.claims[event.claim]?.says ?? '') : '';
      const number = 'claim' in event ? `${event.claim + 1}/${suite.claims.length} ` : '';
      if (event.kind === 'starting') now.set(suite.name, `${suite.name} starting`);
      else if (event.kind === 'trying') now.set(suite.name, `${suite.name} ${number}${says}`);
      else if (event.kind === 'broken') progress.line(pc.red(`${suite.name}: did not start`));
      else if (event.kind === 'untried')
        progress.line(`${suite.name} ${number}${pc.yellow('not run')} ${says}`);
      else {
        const mark = event.kind === 'proven' ? pc.green('proven') : pc.red('failed');
        progress.line(`${suite.name} ${number}${mark} ${says} (${event.seconds.toFixed(1)} s)`);
      }
    },
    signal,
  );
  const memory = outcome.memory / 2 ** 30;
  if (memory > suite.memory)
    progress.line(`${suite.name}: took ${memory.toFixed(1)} GiB, and says it takes ${suite.memory}`);
  return outcome;
}
