import type { Command } from 'commander';
import type { Cluster } from '../../plan';
import { problemText } from '../../values';
import { forError } from '../colors';
import { askedPage } from './page';

/** `asterism runbook`: prints the page of a task for a cluster, with its names and addresses. Exit codes: 0 printed, 2 bad use. */
export function addRunbook(program: Command, clusters: readonly Cluster[]): void {
  program
    .command('runbook')
    .description('print how a task is done on a cluster that runs; without a task, which tasks there are')
    .argument('[task]', 'such as replace-node, rotate-token or restore')
    .argument(
      '[target]',
      'what it is done to, where the task needs that: the name of a node or of a component',
    )
    .option('--cluster <name>', 'the cluster; needed where several have the task, or the target')
    .action((task: string | undefined, target: string | undefined, { cluster }: { cluster?: string }) => {
      const page = askedPage(clusters, { task, target, cluster });
      if (typeof page === 'string') {
        process.stdout.write(page);
        return;
      }
      for (const problem of page) console.error(`${forError.red('error')} ${problemText(problem)}`);
      process.exitCode = 2;
    });
}
