import { remoteAddress, type Report, shown } from '../../core';

/**
 * Servers whose keys come with Argo CD, as its `known_hosts` names them.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#ssh-known-host-public-keys
 */
const known: ReadonlySet<string> = new Set([
  '[ssh.github.com]:443',
  'bitbucket.org',
  'github.com',
  'gitlab.com',
  'ssh.dev.azure.com',
  'vs-ssh.visualstudio.com',
]);

/** Whether a clone address is one of SSH, which needs a key: `git@host:path` or `ssh://…`. */
export function isSsh(url: string): boolean {
  return !/^https?:\/\//.test(url);
}

/**
 * The server of an address of SSH, as `known_hosts` has to name it, where neither Argo CD nor these lines know its key.
 * https://man.openbsd.org/sshd.8#SSH_KNOWN_HOSTS_FILE_FORMAT
 */
export function unknownServer(url: string, lines: readonly string[]): string | undefined {
  const { host, port } = remoteAddress(url, 22);
  const server = port === 22 ? host : `[${host}]:${port}`;
  const patterns = lines.flatMap((line) => {
    const [first = '', second = ''] = line.trim().split(/\s+/);
    return (first.startsWith('@') ? second : first).split(',');
  });
  // What a hashed line is about only its server's name shows.
  const isKnown = patterns.some((pattern) => pattern.startsWith('|') || fits(pattern, server));
  return isKnown || known.has(server) ? undefined : server;
}

function fits(pattern: string, server: string): boolean {
  const escaped = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(server);
}

/** Reports addresses of SSH that Argo CD cannot read: without a key to log in, or without the key of the server. */
export function checkSsh(
  cluster: string,
  { repositories, knownHosts }: SshSettings,
  at: string,
  report: Report,
): void {
  if (isSsh(cluster) && !repositories.some(({ url }) => url === cluster))
    report({
      at: `${at}.repositories`,
      reason: `lacks ${cluster}, the repository of the cluster, which Argo CD reads by SSH and so with a key`,
      next: `write repositories: [{ kind: 'git', url: ${shown(cluster)}, secret: 'clusters-git' }], and 'argocd/clusters-git': { from: 'manual' } among the secrets of the cluster`,
    });
  const urls = [cluster, ...repositories.filter(({ kind }) => kind === 'git').map(({ url }) => url)];
  for (const server of new Set(urls.filter(isSsh).flatMap((url) => unknownServer(url, knownHosts) ?? [])))
    report({
      at: `${at}.knownHosts`,
      reason: `lacks the key of ${server}, so Argo CD would refuse to connect to it`,
      next: `write the lines that "${scanOf(server)}" prints, after you compared them with what the server's administrator says`,
    });
}

/** The command that prints the keys of a server. */
export function scanOf(server: string): string {
  const [, host, port] = /^\[(.*)\]:(\d+)$/.exec(server) ?? [];
  return host === undefined ? `ssh-keyscan ${server}` : `ssh-keyscan -p ${String(port)} ${host}`;
}

interface SshSettings {
  readonly repositories: readonly { readonly kind: string; readonly url: string }[];
  readonly knownHosts: readonly string[];
}
