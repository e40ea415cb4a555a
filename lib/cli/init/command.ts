import { type Command, Option } from 'commander';
import { devDependencies, peerDependencies, version } from '../../../package.json';
import { defaults, type Answers } from './answers';
import type * as Init from './init';
import type { Dependencies } from './package-file';

/** The versions with which asterism itself was made. */
const dependencies: Dependencies = {
  asterism: `^${version}`,
  others: peerDependencies,
  compiler: { '@types/node': devDependencies['@types/node'], typescript: devDependencies.typescript },
};

/** `asterism init`: makes a repository with one small cluster. Exit codes: 0 done, 2 bad use or files in the way. */
export function addInit(program: Command): void {
  const each = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('init')
    .description('make a repository with one cluster of yours; it asks for what is not given')
    .argument('[folder]', 'where', '.')
    .option('--name <name>', 'name of the cluster')
    .option('--git <url>', 'clone address of the repository, as Argo CD reads it')
    .option('--revision <revision>', `branch that Argo CD follows (default: ${defaults.revision})`)
    .addOption(
      new Option(
        '--node <name=address>',
        'a machine, with :agent behind it where it runs pods only (repeatable)',
      ).argParser(each),
    )
    .option('--network <cidr>', 'network of the machines (default: the /24 around the first one)')
    .option('--k3s <release>', `release of k3s (default: ${defaults.k3s})`)
    .option('--kubernetes <version>', 'version of Kubernetes, where the machines run something else than k3s')
    .option('--plugin <name>', 'the network plugin that came with that Kubernetes')
    .option('--yes', 'ask nothing, and take the defaults')
    .option('--asterism <package>', `what npm installs as asterism (default: ${dependencies.asterism})`)
    .addHelpText(
      'after',
      '\nExample: asterism init home --name home --git https://git.example.com/home.git --node ada=192.0.2.11 --yes',
    )
    .action(async (folder: string, options: InitOptions) => {
      const { node, yes, asterism = dependencies.asterism, ...answers } = options;
      const given: Answers = { ...answers, ...(node !== undefined && { nodes: node }) };
      const asks = yes !== true && process.stdin.isTTY && process.stderr.isTTY;
      // Loaded when it runs, as with query.
      // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-assertions
      const { init } = require('./init') as typeof Init;
      process.exitCode = await init(folder, given, { ...dependencies, asterism }, asks);
    });
}

interface InitOptions extends Omit<Answers, 'nodes'> {
  readonly node?: readonly string[];
  readonly yes?: boolean;
  readonly asterism?: string;
}
