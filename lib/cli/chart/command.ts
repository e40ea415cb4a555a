import type { Command } from 'commander';
import type { Cluster } from '../../plan';
import { takeFacts } from './chart';
import type { ChartOptions } from './target';

/** `asterism chart`: writes what a Helm chart makes into a file. Exit codes: 0 done, 1 the file would change, 2 bad input. */
export function addChart(program: Command, clusters: readonly Cluster[], root: string): void {
  program
    .command('chart')
    .description(
      'ask Helm what a chart makes, and write it into a file from which project and policies follow',
    )
    .argument('<name>', 'a component made with helmChart(), or the name that it will have')
    .option('--cluster <name>', 'the cluster that lists it; needed where several list it with other settings')
    .option('--repo <address>', 'where a chart comes from that no cluster lists yet: https://… or oci://…')
    .option('--chart <name>', 'name of that chart (default: the name)')
    .option('--version <version>', 'version of that chart')
    .option('--values <file>', 'YAML file with its values')
    .option('--namespace <name>', 'namespace in which it will live (default: the name)')
    .option('--release <name>', 'name of its release (default: the name)')
    .option('--write', 'replace a file that changes, after showing the change')
    .option('--plain-http', 'the registry has no TLS')
    .addHelpText(
      'after',
      '\nExample: asterism chart podinfo --repo https://stefanprodan.github.io/podinfo --version 6.7.1\n\nHelm 3 or later has to be on the PATH. Exit codes: 0 done, 1 the file would change, 2 bad use or bad input.',
    )
    .action(async (name: string, options: ChartOptions) => {
      process.exitCode = await takeFacts(name, options, clusters, root);
    });
}
