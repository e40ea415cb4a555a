import { Command } from 'commander';
import type { Cluster } from '../plan';
import { problemText } from '../values';
import { forError } from './colors';
import { addQuery } from './query/command';
import { addReach } from './reach/command';
import { wrongClusters } from './read-clusters';
import { addSeal } from './seal/command';
import { addSynth } from './synth';
import { watchOutput } from './watch-output';

/**
 * The command line over a project's clusters.
 * @param clusters every cluster of the project
 * @param root the project's root, absolute
 * @param argv arguments as `process.argv` holds them
 */
export async function run(
  clusters: readonly Cluster[],
  root: string,
  argv: readonly string[] = process.argv,
): Promise<void> {
  watchOutput();
  const wrong = wrongClusters(clusters);
  if (wrong.length > 0) {
    for (const problem of wrong) console.error(`${forError.red('error')} ${problemText(problem)}`);
    process.exitCode = 2;
    return;
  }
  const program = new Command('asterism')
    .description(
      'One typed description of a cluster; everything it is made of, checked, as files under version control.',
    )
    .showHelpAfterError('(asterism --help lists the commands)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nExit codes: 0 done, 1 findings or drift, 2 bad use or bad input.')
    .exitOverride((error) => {
      // commander ends with 1 on bad use; here 1 means findings.
      process.exit(error.exitCode === 0 ? 0 : 2);
    });
  addSynth(program, clusters, root);
  addQuery(program, clusters);
  addSeal(program, clusters, root);
  addReach(program, clusters);
  await program.parseAsync(argv);
}
