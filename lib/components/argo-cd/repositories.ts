import * as v from 'valibot';
import { dnsName, type Facts, gitUrl, line, type Report, type SecretNeed } from '../../core';
import { chartRepository } from '../helm-chart/chart-source';
import { isSsh } from './ssh';

/** A private repository, and how Argo CD logs in there. */
export const repository = v.variant('kind', [
  v.strictObject({
    /** A git repository. */
    kind: v.literal('git'),
    /** Clone address, as the cluster file or the component has it. */
    url: gitUrl,
    /** Name of the Secret in the namespace of Argo CD. */
    secret: dnsName,
    /** A key by SSH, or a user with a password or token. @default 'ssh' for an address of SSH, else 'password' */
    by: v.exactOptional(v.picklist(['ssh', 'password'])),
  }),
  v.strictObject({
    /** A repository or registry of Helm charts. */
    kind: v.literal('helm'),
    /** Address, as the component has it. */
    url: chartRepository,
    /** Name of the Secret in the namespace of Argo CD. */
    secret: dnsName,
  }),
]);

type Repository = v.InferOutput<typeof repository>;

/** Lines of `known_hosts`. */
export const knownHosts = v.array(line(2000));

/**
 * The Secrets by which Argo CD logs in to repositories: it finds them by their label, and the one for a repository by its address.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories
 */
export function repositorySecrets(repositories: readonly Repository[]): readonly SecretNeed[] {
  return repositories.map((one) => ({
    name: one.secret,
    keys: isBySsh(one) ? ['sshPrivateKey'] : ['username', 'password'],
    why: `to read ${one.url}`.slice(0, 500),
    labels: { 'argocd.argoproj.io/secret-type': 'repository' },
    values: valuesOf(one),
  }));
}

function valuesOf({ kind, url, secret }: Repository): Readonly<Record<string, string>> {
  if (kind === 'git') return { type: 'git', url };
  // A registry has no scheme there. https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#helm
  const isRegistry = url.startsWith('oci://');
  const address = url.replace(/^oci:\/\//, '');
  return { type: 'helm', name: secret, url: address, ...(isRegistry && { enableOCI: 'true' }) };
}

function isBySsh(one: Repository): boolean {
  return one.kind === 'git' && (one.by ?? (isSsh(one.url) ? 'ssh' : 'password')) === 'ssh';
}

/** Reports Secrets that Argo CD would need before it can read them, and Secrets of two repositories. */
export function checkRepositories(
  repositories: readonly Repository[],
  { git, secrets }: Facts,
  namespace: string,
  at: string,
  report: Report,
): void {
  repositories.forEach(({ url, secret }, index) => {
    const place = `${at}.repositories[${index}]`;
    const source = secrets[`${namespace}/${secret}`]?.from;
    if (url === git.url && source !== undefined && source !== 'manual')
      report({
        at: `${place}.secret`,
        reason: `comes from '${source}', which Argo CD takes from the repository that it cannot read without it`,
        next: `write '${namespace}/${secret}': { from: 'manual' }, and the bootstrap page shows the commands`,
      });
    if (repositories.slice(0, index).some((other) => other.secret === secret))
      report({
        at: `${place}.secret`,
        reason: `"${secret}" is the Secret of another repository already`,
        next: 'give each repository a Secret of its own',
      });
  });
}
