import { type Command, Option } from 'commander';
import type { Cluster } from '../../plan';
import { scopes } from './scope';
import { seal, type SealOptions } from './seal';

/** `asterism seal`: encrypts what a component needs, for the cluster's controller alone. Exit codes: 0 done, 2 bad input. */
export function addSeal(program: Command, clusters: readonly Cluster[], root: string): void {
  const each = (value: string, before: readonly string[] = []) => [...before, value];
  const list = (flags: string, what: string) => new Option(flags, what).argParser(each);
  program
    .command('seal')
    .description('encrypt a secret that a component needs, and write it where synth reads it')
    .argument('<namespace/name>', 'the secret, as the cluster file names it')
    .option('--cluster <name>', 'the cluster whose controller opens it (default: the only one)')
    .addOption(
      list('--from-file <key=path>', "the file's bytes are the value; - reads standard input (repeatable)"),
    )
    .addOption(list('--from-stdin <key>', 'standard input is the value'))
    .addOption(
      list('--from-literal <key=value>', "the value itself; it lands in the shell's history (repeatable)"),
    )
    .addOption(
      new Option(
        '--scope <scope>',
        'where it can be opened: under its name, in its namespace, anywhere (default: strict)',
      ).choices(scopes),
    )
    .option(
      '--certificate <file>',
      "the controller's certificate (default: that of sealedSecrets() in the cluster file)",
    )
    .addOption(new Option('--merge', 'keep the keys of the file that are not given').conflicts('force'))
    .option('--force', 'replace the file')
    .addOption(new Option('--output <file>', '- prints it and writes no file').choices(['-']))
    .addOption(new Option('--format <format>', 'how it is printed').choices(['yaml', 'json']).default('yaml'))
    .option('--type <type>', 'type of the Secret (default: Opaque)')
    .addOption(list('--label <key=value>', 'label of the Secret (repeatable)'))
    .addHelpText(
      'after',
      '\nExample: asterism seal --cluster proxmox kafka-connect/postgresql --from-file password=./password',
    )
    // What was written to an option that does not exist may be a value, and is not repeated.
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^(error: unknown option '(?:--[\w-]*|-\w?))[^]*?'(?=\n|$)/, "$1'"));
      },
    })
    .action(async (secret: string, options: SealOptions) => {
      process.exitCode = await seal(secret, options, clusters, root);
    });
}
