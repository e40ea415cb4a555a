import { load } from 'js-yaml';
import { findingsIn } from '../../check';
import type { FactsInput } from '../../inventory';
import { defineCluster } from '../../plan';
import { bundleOf, filesOf } from '../../synth';
import { smallCluster } from '../../testing/clusters';
import { field } from '../../testing/field';
import { problemText } from '../../values';
import { argoCd } from './argo-cd';
import type { ArgoCdProps } from './props';

const git = { url: 'git@git.example.com:home/clusters.git', revision: 'main' };
const open = { url: 'https://git.example.com/home/clusters.git', revision: 'main' };
type Secrets = NonNullable<FactsInput['secrets']>;

interface Repository {
  readonly kind: 'git' | 'helm';
  readonly url: string;
  readonly secret: string;
}

const knownHosts = ['git.example.com ssh-ed25519 AAAA'];
/** The cluster's own repository is read by SSH where there is a Secret for it. */
const cluster = (props: ArgoCdProps, secrets: Secrets) =>
  defineCluster(
    smallCluster([argoCd({ knownHosts, ...props })], {
      git: 'argocd/clusters' in secrets ? git : open,
      secrets,
    }),
  );

function textOf(path: string, props: ArgoCdProps, secrets: Secrets): string {
  const { plan, problems } = cluster(props, secrets);
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  const bundle = bundleOf(plan, new Map());
  expect(findingsIn(bundle)).toEqual([]);
  return filesOf(bundle).find((one) => one.path.endsWith(path))?.text ?? '';
}

const manual = { from: 'manual' } as const;
const own = { kind: 'git', url: git.url, secret: 'clusters' } as const;

test('the bootstrap page makes the Secret of a private repository before the root, with label and address', () => {
  const page = textOf('bootstrap/README.md', { repositories: [own] }, { 'argocd/clusters': manual });
  expect(page).toContain(
    [
      'kubectl --namespace argocd create secret generic clusters \\',
      '  --from-file=sshPrivateKey=./sshPrivateKey \\',
      '  --from-literal=type=git \\',
      `  --from-literal=url=${git.url} \\`,
      '  --dry-run=client -o yaml | kubectl apply --server-side -f -',
      "kubectl --namespace argocd label secret clusters 'argocd.argoproj.io/secret-type=repository' --overwrite",
    ].join('\n'),
  );
  expect(page.indexOf('label secret')).toBeLessThan(page.indexOf('. The root'));
  expect(page).not.toContain('needs a key');
});

test.each<[what: string, url: string, props: ArgoCdProps, expected: readonly string[]]>([
  [
    'a repository without a key, on a server without one',
    git.url,
    {},
    [
      `small.components.argo-cd.repositories: lacks ${git.url}, the repository of the cluster, which Argo CD reads by SSH and so with a key; write repositories: [{ kind: 'git', url: "${git.url}", secret: 'clusters-git' }], and 'argocd/clusters-git': { from: 'manual' } among the secrets of the cluster`,
      `small.components.argo-cd.knownHosts: lacks the key of git.example.com, so Argo CD would refuse to connect to it; write the lines that "ssh-keyscan git.example.com" prints, after you compared them with what the server's administrator says`,
    ],
  ],
  [
    'a server of another port',
    'ssh://git@git.example.com:2222/a.git',
    {
      repositories: [{ kind: 'git', url: 'ssh://git@git.example.com:2222/a.git', secret: 'clusters' }],
      knownHosts: ['git.example.com ssh-ed25519 AAAA'],
    },
    [
      `small.components.argo-cd.knownHosts: lacks the key of [git.example.com]:2222, so Argo CD would refuse to connect to it; write the lines that "ssh-keyscan -p 2222 git.example.com" prints, after you compared them with what the server's administrator says`,
    ],
  ],
  ...[
    'git.example.com ssh-ed25519 AAAA',
    'other,git.example.com ssh-ed25519 AAAA',
    '*.example.com ssh-ed25519 AAAA',
    '@cert-authority *.example.com ssh-ed25519 AAAA',
    '|1|c2FsdA==|aGFzaA== ssh-ed25519 AAAA',
  ].map((line): [string, string, ArgoCdProps, readonly string[]] => [
    line,
    git.url,
    { repositories: [own], knownHosts: [line] },
    [],
  ]),
  [
    'a large forge',
    'git@github.com:home/clusters.git',
    { repositories: [{ kind: 'git', url: 'git@github.com:home/clusters.git', secret: 'clusters' }] },
    [],
  ],
  ['an address of HTTPS', 'https://git.example.com/a.git', {}, []],
])(
  'Argo CD reads a repository by SSH with a key and the key of its server: %s',
  (_, url, props, expected) => {
    const { problems } = defineCluster(
      smallCluster([argoCd(props)], {
        git: { url, revision: 'main' },
        ...(props.repositories !== undefined && { secrets: { 'argocd/clusters': manual } }),
      }),
    );
    expect(problems.map(problemText)).toEqual(expected);
  },
);

test.each<[what: string, repository: Repository, secret: object]>([
  [
    'git by a token',
    { kind: 'git', url: 'https://git.example.com/a.git', secret: 'a' },
    { keys: ['username', 'password'], values: { type: 'git', url: 'https://git.example.com/a.git' } },
  ],
  [
    'charts',
    { kind: 'helm', url: 'https://charts.example.com', secret: 'a' },
    {
      keys: ['username', 'password'],
      values: { type: 'helm', name: 'a', url: 'https://charts.example.com' },
    },
  ],
  [
    'a registry of charts',
    { kind: 'helm', url: 'oci://registry.example.com/charts', secret: 'a' },
    {
      keys: ['username', 'password'],
      values: { type: 'helm', name: 'a', url: 'registry.example.com/charts', enableOCI: 'true' },
    },
  ],
])('Argo CD finds the Secret for %s by its label, type and address', (_, repository, secret) => {
  const { plan } = cluster({ repositories: [repository] }, { 'argocd/a': manual });
  expect(plan?.components.flatMap(({ secrets }) => secrets)).toEqual([
    {
      name: 'a',
      why: `to read ${repository.url}`,
      labels: { 'argocd.argoproj.io/secret-type': 'repository' },
      ...secret,
    },
  ]);
});

test('an external store gives the secret parts, and the rest is written beside them', () => {
  const store = { from: 'external', store: 'vault', entry: 'git' } as const;
  const repositories = [{ ...own, secret: 'parts', url: 'https://git.example.com/parts.git' }];
  const text = textOf('externalsecret-parts.yaml', { repositories }, { 'argocd/parts': store });
  expect(field(load(text), 'spec', 'target')).toEqual({
    name: 'parts',
    template: {
      metadata: { labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
      mergePolicy: 'Merge',
      data: { type: 'git', url: 'https://git.example.com/parts.git' },
    },
  });
});

test('a key cannot come by the repository that it opens', () => {
  const { problems } = cluster(
    { repositories: [own] },
    { 'argocd/clusters': { from: 'external', store: 'vault', entry: 'git' } },
  );
  expect(problems.map(problemText)).toEqual([
    "small.components.argo-cd.repositories[0].secret: comes from 'external', which Argo CD takes from the repository that it cannot read without it; write 'argocd/clusters': { from: 'manual' }, and the bootstrap page shows the commands",
  ]);
});

test('keys of servers join those that the chart knows', () => {
  const line = 'git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFoo';
  const text = textOf('application-argo-cd.yaml', { knownHosts: [line] }, {});
  expect(field(load(text), 'spec', 'source', 'helm', 'valuesObject', 'configs', 'ssh')).toEqual({
    extraHosts: `${line}\n`,
  });
});
