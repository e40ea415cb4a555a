import type { Command } from 'commander';
import type { Cluster } from '../../plan';
import { reachAll, reachOne, type ReachOptions } from './ask';

/** `asterism reach`: whether one machine or workload reaches another, and what decides. Exit codes: 0 yes, 1 no, 2 bad use. */
export function addReach(program: Command, clusters: readonly Cluster[]): void {
  program
    .command('reach')
    .description('say whether one machine or workload reaches another, hop by hop, and what decides')
    .argument(
      '[from]',
      'a component, component/workload, namespace/label=value, node, host, address, internet or administrators',
    )
    .argument('[to]', 'the same')
    .argument(
      '[port]',
      'port, with /udp or /sctp where it is not tcp; every port on which something answers unless given',
    )
    .option('--cluster <name>', 'the cluster in which both are; needed where several know them')
    .option('--all', 'everybody against every port on which somebody answers')
    .option('--json', 'print the answer for programs')
    .addHelpText(
      'after',
      '\nExit codes: 0 it reaches, 1 it is blocked or nobody can tell, 2 bad use or bad input.',
    )
    .action(
      (from: string | undefined, to: string | undefined, port: string | undefined, options: ReachOptions) => {
        process.exitCode =
          options.all === true
            ? reachAll(clusters, options)
            : reachOne(clusters, { from, to, port }, options);
      },
    );
}
