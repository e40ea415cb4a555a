import { k3s, kubernetes } from '../../machines';
import { parseK3sVersion } from '../../machines/k3s/version';
import { type ClusterInput, defineCluster } from '../../plan';
import { argoCd } from '../../components';
import { isSsh, scanOf, unknownServer } from '../../components/argo-cd/ssh';
import {
  accepted,
  networkAround,
  type Parsed,
  parseCidr,
  parseGitRevision,
  parseGitUrl,
  parseIpv4,
  parseKubernetesVersion,
  parseLabel,
  placeholder,
  type Problem,
  refused,
  type Report,
  shown,
  suggest,
} from '../../values';

/** What a person says of a new cluster, as it was typed. A missing answer takes its default, or is asked for. */
export interface Answers {
  readonly name?: string;
  readonly git?: string;
  readonly revision?: string;
  readonly k3s?: string;
  readonly kubernetes?: string;
  /** The network plugin that came with a cluster of another distribution than k3s. */
  readonly plugin?: string;
  /** `ada=192.0.2.11` for a server, `bob=192.0.2.12:agent` for a machine that runs pods only. */
  readonly nodes?: readonly string[];
  readonly network?: string;
}

/** A new cluster, as its file says it. */
export interface NewCluster {
  readonly name: string;
  readonly git: { readonly url: string; readonly revision: string };
  readonly distribution:
    | { readonly kind: 'k3s'; readonly version: string }
    | { readonly kind: 'kubernetes'; readonly version: string; readonly plugin: string };
  readonly nodes: readonly [NewNode, ...NewNode[]];
  /** The network of the nodes. */
  readonly network: string;
}

/** A machine of a new cluster. */
export interface NewNode {
  readonly name: string;
  readonly address: string;
  readonly role: 'server' | 'agent';
}

/** What is taken where nothing is said, as it would be typed. */
export const defaults = {
  revision: 'main',
  k3s: 'v1.33.5+k3s1',
  kubernetes: 'v1.33.5',
  pods: '10.42.0.0/16',
  services: '10.43.0.0/16',
} as const;

/** The parsers of single answers: the same for questions on a terminal and for flags. */
export const parsers = {
  name: parseLabel,
  git: parseGitUrl,
  revision: parseGitRevision,
  k3s: parseK3sVersion,
  kubernetes: parseKubernetesVersion,
  plugin: parseLabel,
  network: parseCidr,
  node: parseNode,
} as const;

/** Reads `ada=192.0.2.11`, with `:server` or `:agent` behind it. Without a role, it is a server. */
export function parseNode(written: string): Parsed<NewNode> {
  const [, name, address, role = 'server'] = /^([^=]*)=([^:]*)(?::(.*))?$/.exec(written) ?? [];
  if (name === undefined || address === undefined)
    return refused(
      `${shown(written)} is not a node`,
      'write its name and address, such as ada=192.0.2.11, with :agent behind it where it runs pods only',
    );
  if (role !== 'server' && role !== 'agent')
    return refused(`${shown(role)} is not a role`, suggest(role, ['server', 'agent']));
  const read = [parseLabel(name), parseIpv4(address)] as const;
  for (const one of read) if ('refused' in one) return one;
  return { value: { name, address, role } };
}

/** The network around the first node, as most home networks are. */
export function networkOf([first]: readonly NewNode[]): string | undefined {
  const address = first === undefined ? undefined : parseIpv4(first.address);
  return address === undefined || 'refused' in address ? undefined : networkAround(address.value, 24);
}

/**
 * Reads the answers. Everything that is wrong or missing is reported, at the flag that says it.
 * @returns undefined after a report
 */
export function readAnswers(answers: Answers, report: Report): NewCluster | undefined {
  const problems: Problem[] = [];
  const take: Report = (problem) => {
    problems.push(problem);
    report(problem);
  };
  const { k3s: release, kubernetes: version, revision = defaults.revision, nodes: written = [] } = answers;
  for (const [flag, next] of required)
    if (answers[flag] === undefined || answers[flag].length === 0)
      take({ at: flagOf(flag), reason: 'is missing', next });
  if (answers.name !== undefined) accepted(parsers.name(answers.name), '--name', take);
  if (answers.git !== undefined) accepted(parsers.git(answers.git), '--git', take);
  accepted(parsers.revision(revision), '--revision', take);
  if (release !== undefined) accepted(parsers.k3s(release), '--k3s', take);
  if (version !== undefined) accepted(parsers.kubernetes(version), '--kubernetes', take);
  if (answers.plugin !== undefined) accepted(parsers.plugin(answers.plugin), '--plugin', take);
  if (version !== undefined && answers.plugin === undefined)
    take({
      at: '--plugin',
      reason: 'is missing',
      next: 'write the name of the network plugin that came with the cluster, such as --plugin calico',
    });
  if (version === undefined && answers.plugin !== undefined)
    take({
      at: '--plugin',
      reason: 'is for clusters of --kubernetes, and this one runs k3s with flannel',
      next: 'leave it out, or write --kubernetes',
    });
  if (release !== undefined && version !== undefined)
    take({ at: '--kubernetes', reason: 'is given together with --k3s', next: 'keep one of them' });
  const nodes = written.flatMap((one) => accepted(parseNode(one), '--node', take) ?? []);
  const network = answers.network ?? networkOf(nodes);
  if (answers.network !== undefined) accepted(parsers.network(answers.network), '--network', take);
  const [first, ...others] = nodes;
  if (problems.length > 0 || first === undefined || network === undefined) return undefined;
  const cluster: NewCluster = {
    name: answers.name ?? '',
    git: { url: answers.git ?? '', revision },
    distribution:
      version === undefined
        ? { kind: 'k3s', version: release ?? defaults.k3s }
        : { kind: 'kubernetes', version, plugin: answers.plugin ?? '' },
    nodes: [first, ...others],
    network,
  };
  // What the parts are together, the cluster's own checks say.
  for (const problem of defineCluster(inputOf(cluster)).problems) take(problem);
  return problems.length > 0 ? undefined : cluster;
}

const required = [
  ['name', 'write the name of the cluster, such as --name home'],
  [
    'git',
    'write the clone address that Argo CD reads, such as --git https://git.example.com/home/clusters.git',
  ],
  ['nodes', 'write each machine, such as --node ada=192.0.2.11 --node bob=192.0.2.12:agent'],
] as const;

function flagOf(answer: 'name' | 'git' | 'nodes'): string {
  return answer === 'nodes' ? '--node' : `--${answer}`;
}

/** The cluster as its file will define it. */
export function inputOf({ name, git, distribution, nodes, network }: NewCluster): ClusterInput {
  const access = sshAccess(git.url);
  return {
    name,
    git,
    distribution:
      distribution.kind === 'k3s'
        ? k3s({ version: distribution.version, networkPlugin: 'flannel' })
        : kubernetes({ version: distribution.version, networkPlugin: distribution.plugin }),
    api: { host: nodes[0].name },
    networks: {
      nodes: { cidr: network },
      pods: { cidr: defaults.pods },
      services: { cidr: defaults.services },
    },
    nodes,
    ...(access === undefined
      ? { components: [argoCd()] }
      : {
          secrets: { [`argocd/${access.secret}`]: { from: 'manual' } },
          components: [
            argoCd({
              repositories: [{ kind: 'git', url: git.url, secret: access.secret }],
              ...(access.server !== undefined && { knownHosts: [placeholder(access.line, access.hint)] }),
            }),
          ],
        }),
  };
}

/** What Argo CD needs to read the repository of a new cluster by SSH; undefined where it is read by HTTPS. */
export function sshAccess(url: string): SshAccess | undefined {
  if (!isSsh(url)) return undefined;
  const server = unknownServer(url, []);
  if (server === undefined) return { secret: 'clusters-git' };
  return {
    secret: 'clusters-git',
    server,
    line: `${server} ssh-ed25519 AAAA`,
    hint: `key of ${server}; ${scanOf(server)}`,
  };
}

type SshAccess = { readonly secret: string } & (
  | { readonly server?: never }
  | {
      /** The server, where Argo CD does not know its key. */
      readonly server: string;
      /** A line of `known_hosts` in place of the right one. */
      readonly line: string;
      /** How the right one is found. */
      readonly hint: string;
    }
);
