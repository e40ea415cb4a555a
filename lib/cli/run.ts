import { Command } from 'commander';
import { version } from '../../package.json';
import type { Cluster } from '../plan';
import { problemText } from '../values';
import { addChart } from './chart/command';
import { forError } from './colors';
import { projectRoot } from './find-main';
import { addInit } from './init/command';
import { withFolders } from './manifests/with-folders';
import { addQuery } from './query/command';
import { addReach } from './reach/command';
import { wrongClusters } from './read-clusters';
import { handOver } from './reload';
import { noteRunCalled } from './run-called';
import { addRunbook } from './runbook/command';
import { addSeal } from './seal/command';
import { addSynth } from './synth';
import { unknownCommand } from './unknown-command';
import { watchOutput } from './watch-output';

/**
 * The command line over a project's clusters: what its `main.ts` calls.
 * @param clusters every cluster of the project
 * @param root the project's root, absolute; @default the folder of `main.ts`
 * @param argv arguments as `process.argv` holds them
 */
export async function run(
  clusters: readonly Cluster[],
  root: string = projectRoot(process.argv[1] ?? '', process.cwd()),
  argv: readonly string[] = process.argv,
): Promise<void> {
  noteRunCalled();
  if (handOver(clusters)) return;
  watchOutput();
  const wrong = wrongClusters(clusters);
  if (wrong.length > 0) {
    for (const problem of wrong) console.error(`${forError.red('error')} ${problemText(problem)}`);
    process.exitCode = 2;
    return;
  }
  await commandLine(withFolders(root, clusters), root).parseAsync(argv);
}

/** Every command, over the clusters of a project; without clusters it can only tell what there is. */
export function commandLine(clusters: readonly Cluster[], root: string): Command {
  const program = new Command('asterism')
    .description(
      'One typed description of a cluster; everything it is made of, checked, as files under version control.',
    )
    .version(version)
    // `asterism chart` has a --version of its own.
    .enablePositionalOptions()
    .showHelpAfterError('(asterism --help lists the commands)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 findings or drift (reach: blocked), 2 wrong use or input, 3 unknown (reach).',
    )
    .exitOverride((error) => {
      // commander ends with 1 on bad use; here 1 means findings.
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  addInit(program);
  addSynth(program, clusters, root);
  addChart(program, clusters, root);
  addQuery(program, clusters);
  addSeal(program, clusters, root);
  addReach(program, clusters);
  addRunbook(program, clusters);
  program.on('command:*', ([written = '']: readonly string[]) => {
    const names = program.commands.map((command) => command.name());
    program.error(unknownCommand(written, [...names, 'help']));
  });
  return program;
}
