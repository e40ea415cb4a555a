import { defaults, type NewCluster, type NewNode, sshAccess } from './answers';

/** The file that defines a new cluster, as a person would write it. */
export function clusterFile(cluster: NewCluster): string {
  const { name, git, distribution, nodes, network } = cluster;
  const access = sshAccess(git.url);
  const imported = [
    'argoCd',
    'defineCluster',
    distribution.kind,
    ...(access?.server === undefined ? [] : ['placeholder']),
  ];
  return `import { ${imported.join(', ')} } from 'asterism';

/** Everything that ${name} is made of. What can be listed: node_modules/asterism/docs/reference/README.md */
export const ${variableOf(name)} = defineCluster({
  name: ${text(name)},
  // The repository and the branch that Argo CD reads.
  git: { url: ${text(git.url)}, revision: ${text(git.revision)} },
  distribution: ${distributionOf(distribution)},
  // Where kubectl reaches the API: a server's name, or an address.
  api: { host: ${text(nodes[0].name)} },
  networks: {
    nodes: { cidr: ${text(network)} },
    pods: { cidr: ${text(defaults.pods)} },
    services: { cidr: ${text(defaults.services)} },
  },
  nodes: [
${nodes.map((node) => `    ${nodeOf(node)},`).join('\n')}
  ],
${access === undefined ? '' : `  // Where the values come from is never git: the bootstrap page says how a person makes this one.\n  secrets: { ${text(`argocd/${access.secret}`)}: { from: 'manual' } },\n`}  // Each component becomes an app of its own. Argo CD applies them all.
  components: [${argoCdOf(git.url, access)}],
});
`;
}

/** Argo CD, with what it needs to read the repository by SSH. */
function argoCdOf(url: string, access: ReturnType<typeof sshAccess>): string {
  if (access === undefined) return 'argoCd()';
  const repository = `{ kind: 'git', url: ${text(url)}, secret: ${text(access.secret)} }`;
  const hosts =
    access.server === undefined
      ? ''
      : `      // The server's key, so that Argo CD knows whom it talks to.
      knownHosts: [placeholder(${text(access.line)}, ${text(access.hint)})],
`;
  return `
    argoCd({
      repositories: [${repository}],
${hosts}    }),
  `;
}

function distributionOf(distribution: NewCluster['distribution']): string {
  const version = text(distribution.version);
  return distribution.kind === 'k3s'
    ? `k3s({ version: ${version}, networkPlugin: 'flannel' })`
    : `kubernetes({ version: ${version}, networkPlugin: ${text(distribution.plugin)} })`;
}

function nodeOf({ name, address, role }: NewNode): string {
  return `{ name: ${text(name)}, address: ${text(address)}, role: ${text(role)} }`;
}

/** A literal of TypeScript. */
function text(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** The name of a cluster as a variable: `my-home` is `myHome`, and one that begins with a digit gets a word before it. */
export function variableOf(name: string): string {
  const joined = name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  return /^[a-z]/.test(joined) && !reserved.has(joined)
    ? joined
    : `cluster${joined.charAt(0).toUpperCase()}${joined.slice(1)}`;
}

/** Names that mean something else in that file: words of the language, and what it imports. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public return ' +
    'static super switch this throw true try typeof undefined var void while with yield ' +
    'argoCd defineCluster k3s kubernetes run module require exports'
  ).split(' '),
);
