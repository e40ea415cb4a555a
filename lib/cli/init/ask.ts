import input from '@inquirer/input';
import select from '@inquirer/select';
import { type Parsed } from '../../values';
import { type Answers, defaults, networkOf, parseNode, parsers } from './answers';

/**
 * Asks on the terminal for what was not given as a flag. Each answer is checked as it is typed, and Ctrl-C gives up.
 * @param folder name of the folder, which is offered as the name of the cluster
 */
export async function askFor(given: Answers, folder: string): Promise<Answers> {
  const name = given.name ?? (await ask('Name of the cluster', parsers.name, nameFrom(folder)));
  const git = given.git ?? (await ask('Clone address of this repository, as Argo CD reads it', parsers.git));
  const distribution = given.k3s === undefined && given.kubernetes === undefined ? await askKind() : {};
  const nodes = given.nodes ?? (await askNodes());
  const around = networkOf(nodes.flatMap((node) => valueIn(parseNode(node)) ?? []));
  const network = given.network ?? (await ask('Network of the machines', parsers.network, around));
  return { ...given, ...distribution, name, git, nodes, network };
}

async function askKind(): Promise<Pick<Answers, 'k3s' | 'kubernetes' | 'plugin'>> {
  const kind = await select({
    message: 'What runs on the machines',
    choices: [
      { value: 'k3s', name: 'k3s', description: 'asterism also writes its configuration for each machine' },
      {
        value: 'kubernetes',
        name: 'another Kubernetes',
        description: 'kubeadm, Talos, or a cluster that somebody else runs',
      },
    ],
  });
  if (kind === 'k3s') return { k3s: await ask('Release of k3s', parsers.k3s, defaults.k3s) };
  return {
    kubernetes: await ask('Version of Kubernetes', parsers.kubernetes, defaults.kubernetes),
    plugin: await ask('Network plugin that came with it', parsers.plugin),
  };
}

async function askNodes(): Promise<readonly string[]> {
  const first = await ask('First machine, a server (name=address)', parsers.node);
  const nodes = [first];
  for (;;) {
    const next = await input({
      message: 'Next machine (name=address:agent, or empty when these are all)',
      validate: (typed) => typed.trim() === '' || refusalOf(parsers.node(typed.trim())),
    });
    if (next.trim() === '') return nodes;
    nodes.push(next.trim());
  }
}

async function ask(
  message: string,
  parse: (typed: string) => Parsed<unknown>,
  defaultAnswer?: string,
): Promise<string> {
  const typed = await input({
    message,
    ...(defaultAnswer !== undefined && { default: defaultAnswer }),
    validate: (text) => refusalOf(parse(text.trim())),
  });
  return typed.trim();
}

/** What a question says to a wrong answer. */
function refusalOf(parsed: Parsed<unknown>): true | string {
  return 'value' in parsed ? true : `${parsed.refused.reason}; ${parsed.refused.next}`;
}

function valueIn<T>(parsed: Parsed<T>): T | undefined {
  return 'value' in parsed ? parsed.value : undefined;
}

/** The folder's name where it can be a cluster's. */
function nameFrom(folder: string): string | undefined {
  return valueIn(parsers.name(folder.toLowerCase()));
}
