import { dirname } from 'node:path';
import { findMain, mainFile } from './find-main';
import { keepsColumns, loadMain } from './load-main';
import { explainMistakes } from './mistakes';
import type * as Run from './run';
import { expectRun } from './run-called';

/** The commands that need the clusters of a project. All others are answered the same in every folder. */
export const ofProjects: readonly string[] = ['synth', 'chart', 'query', 'seal', 'reach', 'runbook'];

/** Ways to ask for help on a command, anywhere after it. */
const asksForHelp = ['--help', '-h'];

/** `asterism`: finds the project's `main.ts` and loads it, which calls `run()` with its clusters. */
export async function start(): Promise<void> {
  const folder = process.cwd();
  const [, , command = '--help'] = process.argv;
  const isHelp = process.argv.slice(2).some((word) => asksForHelp.includes(word));
  if (!ofProjects.includes(command) || (isHelp && findMain(folder) === undefined)) {
    // Loaded when it runs: otherwise main.ts loads it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-assertions
    const { commandLine } = require('./run') as typeof Run;
    await commandLine([], folder).parseAsync(process.argv);
    return;
  }
  const main = findMain(folder);
  if (main === undefined) {
    console.error(
      `error ${mainFile}: not found in ${folder} or in a folder above it; go to the folder of your clusters, or make one with asterism init`,
    );
    process.exitCode = 2;
    return;
  }
  explainMistakes(dirname(main), keepsColumns);
  expectRun(mainFile);
  await loadMain(main);
}
