import type { Command } from 'commander';
import type { Cluster } from '../../plan';
import { reachAll, reachOne, type ReachOptions } from './ask';

/** `asterism reach`: whether one machine or workload reaches another, and what decides. Exit codes: 0 yes, 1 no, 2 bad use, 3 unknown. */
export function addReach(program: Command, clusters: readonly Cluster[]): void {
  program
    .command('reach')
    .description('say whether one machine or workload reaches another, hop by hop, and what decides')
    .argument(
      '[from]',
      'a component, component/workload, namespace/label=value, node, host, address, name that a flow declares, internet or administrators',
    )
    .argument('[to]', 'the same')
    .argument(
      '[port]',
      'port, with udp or sctp where it is not tcp (53/udp); unless given, the ports of declared connections between the two, or else every port on which something answers',
    )
    .argument('[transport]', 'tcp, udp or sctp, where it is not with the port')
    .option('--cluster <name>', 'the cluster in which both are; needed where several know them')
    .option('--all', 'everybody against every port on which somebody answers')
    .option('--json', 'print the answer for programs')
    .addHelpText(
      'after',
      '\nExit codes: 0 every port that is asked about is reached, 1 one is blocked, 2 bad use or bad input, 3 none is blocked and one is unknown.',
    )
    .action(
      (
        from: string | undefined,
        to: string | undefined,
        number: string | undefined,
        transport: string | undefined,
        options: ReachOptions,
      ) => {
        const port = transport === undefined ? number : `${number ?? ''} ${transport}`;
        process.exitCode =
          options.all === true
            ? reachAll(clusters, options, from)
            : reachOne(clusters, { from, to, port }, options);
      },
    );
}
