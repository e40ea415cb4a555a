import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { watchOutput } from '../lib/cli/watch-output';
import { problemText } from '../lib/values';
import { examples } from './examples';
import { progressOn } from './outside/progress';
import { logsOf, proveSuites } from './outside/prove';
import { sweepScratch } from './outside/sweep';
import { uncommittedLines } from './outside/uncommitted';
import { referenceNames } from './outside/references';
import { cacheFolder, definitionPins, doctorLines, missingPackages, neededTools } from './programs';
import { withConsequences } from './report/consequences';
import { countOutcomes, outcomeLines } from './report/print';
import { proofPage } from './report/proof';
import { suites } from './suites';

const project = join(__dirname, '..');
const page = join(project, 'docs', 'proof.md');

interface LabOptions {
  readonly doctor?: boolean;
  readonly packages?: boolean;
  readonly write?: boolean;
}

watchOutput();
const progress = progressOn(process.stderr);
const interruption = new AbortController();

/** Ends everything that runs; the kernel ends with a first process what that one started. */
function stopOn(signal: NodeJS.Signals, code: number): void {
  process.on(signal, () => {
    process.exitCode = code;
    interruption.abort();
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
  const broken = examples.flatMap(({ problems }) => problems);
  if (broken.length > 0) {
    for (const problem of broken) console.error(`error: ${problemText(problem)}`);
    process.exitCode = 2;
    return;
  }
  const uncommitted = uncommittedLines(project);
  if (uncommitted.length > 0) {
    console.error(`error: ${uncommitted.join('\n')}`);
    process.exitCode = 2;
    return;
  }
  stopOn('SIGINT', 130);
  stopOn('SIGTERM', 143);
  mkdirSync(cacheFolder(), { recursive: true });
  sweepScratch();
  const started = performance.now();
  const { outcomes: seen, memory } = await proveSuites(chosen, progress, interruption.signal);
  if (interruption.signal.aborted) {
    progress.line('interrupted; nothing is left running');
    return;
  }
  const outcomes = withConsequences(seen);
  const counts = countOutcomes(outcomes);
  process.exitCode = counts.failed > 0 ? 1 : 0;
  for (const line of outcomeLines(outcomes, process.stdout.columns || 160, pc)) console.log(line);
  for (const { suite } of outcomes)
    if (existsSync(logsOf(suite))) console.log(`logs of ${suite.name}: ${logsOf(suite)}`);
  console.log(
    `\n${((performance.now() - started) / 1000).toFixed(0)} s, ${(memory / 2 ** 30).toFixed(1)} GiB of memory at most, ${counts['not run']} not run`,
  );
  const following = counts.follows > 0 ? `, ${counts.follows} following from these` : '';
  console.log(`${counts.proven} passed, ${counts.failed} failed${following}`);
  if (options.write === true) {
    const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
    writeFileSync(
      page,
      proofPage(
        outcomes,
        before,
        suites.map(({ name }) => name),
        { pins: definitionPins(), ...referenceNames(project, process.env) },
      ),
    );
  }
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
    '\nExit codes: 0 everything that ran is proven, 1 something is not (under CI: or could not run), 2 bad use, an example cluster is missing, or dist/ and apps/ are not as committed. ASTERISM_CRDS and ASTERISM_CHARTS are folders of the custom resource definitions that no pinned module has, and of the values of charts; unless given, those that npm run lab:charts fills, or else ../shared/crds and ../shared/charts.',
  )
  .action(act);
void program.parseAsync();
