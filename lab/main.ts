import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { type Suite } from './harness';
import { takeLock } from './harness/lock';
import { builtFolders, prepare } from './outside/prepare';
import { progressOn } from './outside/progress';
import { type RunningSuite, runSuite } from './outside/run-suite';
import { sweepScratch } from './outside/sweep';
import {
  cacheFolder,
  doctorLines,
  missingPackages,
  neededPrograms,
  neededTools,
  tidyCache,
} from './programs';
import { notRun, secondTry, type SuiteOutcome } from './report/outcome';
import { countOutcomes, outcomeLines } from './report/print';
import { proofPage } from './report/proof';
import { suites } from './suites';

const project = join(__dirname, '..');
const page = join(project, 'docs', 'proof.md');
const underCi = (process.env['CI'] ?? '') !== '';

interface LabOptions {
  readonly doctor?: boolean;
  readonly packages?: boolean;
  readonly write?: boolean;
}

const progress = progressOn(process.stderr);
let running: RunningSuite | undefined;

/** Folder of reference data, from the environment or beside the project. */
function reference(variable: string, otherwise: string): string {
  return resolve(project, process.env[variable] ?? otherwise);
}

/** Where the logs of a suite's servers are kept when something fails. */
function logsOf({ name }: Suite): string {
  return join(cacheFolder(), 'logs', name);
}

async function proveAll(chosen: readonly Suite[]): Promise<readonly SuiteOutcome[]> {
  const definitions = reference('ASTERISM_CRDS', '../shared/crds');
  const charts = reference('ASTERISM_CHARTS', '../shared/charts');
  // Two labs may run at once: neither sees the other's namespaces. Building is for one at a time.
  const release = await takeLock(join(cacheFolder(), 'lock'), () => {
    progress.line('another lab is building; waiting until it is done (Ctrl-C to give up)');
  });
  const lacking = await prepare(chosen, progress);
  release();
  const outcomes: SuiteOutcome[] = [];
  for (const suite of chosen) {
    const missing = [
      ...(existsSync(definitions) ? [] : [`ASTERISM_CRDS: ${definitions} is not there`]),
      ...(existsSync(charts) ? [] : [`ASTERISM_CHARTS: ${charts} is not there`]),
    ].join('\n');
    const why = lacking.get(suite.name) ?? (missing === '' ? undefined : missing);
    if (why !== undefined) {
      progress.line(`${suite.name}: ${underCi ? 'failed' : 'not run'}: ${why.split('\n')[0] ?? ''}`);
      outcomes.push(notRun(suite, why, underCi));
      continue;
    }
    const first = await runOne(suite, definitions, charts);
    if (!underCi || countOutcomes([first]).failed === 0) outcomes.push(first);
    else {
      // A machine that is shared can be too slow for a claim's limit once; what does not hold fails twice.
      progress.line(`${suite.name}: something failed; the suite runs once more`);
      outcomes.push(secondTry(await runOne(suite, definitions, charts)));
    }
  }
  tidyCache(neededPrograms(chosen).filter((name) => existsSync(builtFolders(chosen)[name] ?? '')));
  return outcomes;
}

/** Runs one suite, and tells how far it is. */
async function runOne(suite: Suite, definitions: string, charts: string): Promise<SuiteOutcome> {
  let now = '';
  running = runSuite(
    suite,
    { project, definitions, charts, logs: logsOf(suite), programs: builtFolders([suite]) },
    (event) => {
      const says = 'claim' in event ? (suite.claims[event.claim]?.says ?? '') : '';
      const number = 'claim' in event ? `${event.claim + 1}/${suite.claims.length} ` : '';
      if (event.kind === 'starting') now = 'starting';
      else if (event.kind === 'trying') now = `${number}${says}`;
      else if (event.kind === 'broken') progress.line(pc.red(`${suite.name}: did not start`));
      else {
        const mark = event.kind === 'proven' ? pc.green('proven') : pc.red('failed');
        progress.line(`${suite.name} ${number}${mark} ${says} (${event.seconds.toFixed(1)} s)`);
      }
    },
  );
  const ticking = setInterval(() => {
    progress.now(`${suite.name} ${now}`);
  }, 1000);
  const outcome = await running.done;
  clearInterval(ticking);
  progress.now('');
  running = undefined;
  return outcome;
}

/** Ends everything that runs; the kernel ends with a suite's first process what that one started. */
function stopOn(signal: NodeJS.Signals, code: number): void {
  process.on(signal, () => {
    const ending = running;
    ending?.kill();
    void (ending?.done ?? Promise.resolve()).then(() => {
      progress.line('interrupted; nothing is left running');
      process.exit(code);
    });
  });
}

async function act(names: readonly string[], options: LabOptions): Promise<void> {
  const chosen = names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
  if (options.packages === true) {
    console.log(missingPackages(neededTools(chosen)).join('\n'));
    return;
  }
  if (options.doctor === true) {
    for (const line of doctorLines(chosen)) console.log(line);
    return;
  }
  stopOn('SIGINT', 130);
  stopOn('SIGTERM', 143);
  mkdirSync(cacheFolder(), { recursive: true });
  sweepScratch();
  const started = performance.now();
  const outcomes = await proveAll(chosen);
  for (const line of outcomeLines(outcomes, process.stdout.columns || 160, pc)) console.log(line);
  for (const { suite } of outcomes)
    if (existsSync(logsOf(suite))) console.log(`logs of ${suite.name}: ${logsOf(suite)}`);
  const counts = countOutcomes(outcomes);
  const memory = Math.max(0, ...outcomes.map((outcome) => outcome.memory)) / 2 ** 30;
  console.log(
    `\n${((performance.now() - started) / 1000).toFixed(0)} s, ${memory.toFixed(1)} GiB of memory at most, ${counts['not run']} not run`,
  );
  console.log(`${counts.proven} passed, ${counts.failed} failed`);
  if (options.write === true) {
    const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
    writeFileSync(
      page,
      proofPage(
        outcomes,
        before,
        suites.map(({ name }) => name),
      ),
    );
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

const program = new Command('lab')
  .description('run what is committed in dist/ and apps/ on the real programs, and say what was proven')
  .argument(
    '[suites...]',
    `only these: ${suites.map(({ name }) => name).join(', ')}`,
    (name: string, before: string[]) => {
      if (!suites.some((suite) => suite.name === name))
        program.error(
          `error: no suite is named "${name}"; there are ${suites.map((suite) => suite.name).join(', ')}`,
          {
            exitCode: 2,
          },
        );
      return [...(Array.isArray(before) ? before : []), name];
    },
  )
  .option('--doctor', 'say what this machine has, what it lacks, and the Debian packages that bring it')
  .addOption(
    new Option('--packages', 'print the Debian packages that are missing, for apt-get').conflicts('doctor'),
  )
  .option('--write', 'put the tables of suites in which everything is proven into docs/proof.md')
  .addHelpText(
    'after',
    '\nExit codes: 0 everything that ran is proven, 1 something is not (under CI: or could not run), 2 bad use. ASTERISM_CRDS and ASTERISM_CHARTS are the folders of the custom resource definitions and of the charts; ../shared/crds and ../shared/charts unless given.',
  )
  .action(act);
void program.parseAsync();
