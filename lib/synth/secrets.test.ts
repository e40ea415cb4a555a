import { dump } from 'js-yaml';
import type { Component } from '../component';
import type { ClusterPlan } from '../plan';
import { find } from '../testing/facts';
import { planned, smallCluster } from '../testing/clusters';
import { filling, helmChart, made } from '../testing/components';
import { sealedText } from '../testing/sealed-text';
import { type Problem, problemText } from '../values';
import { bundleOf, checkSealedFiles, filesOf, type SealedFiles, sealedPaths } from '.';

const file = 'secrets/small/login.yaml';
const why = 'to log in';

const opener = made({
  name: 'opener',
  namespace: 'kube-system',
  plan: { provides: [filling('sealed secrets')] },
});
const keeper = (plan: object = {}): Component =>
  made({ name: 'keeper', plan: { secrets: [{ name: 'login', keys: ['user', 'password'], why }], ...plan } });

type Source = Parameters<typeof smallCluster>[1] extends infer T | undefined ? Exclude<T, undefined> : never;
const cluster = (secrets: NonNullable<Source['secrets']>, component = keeper()) =>
  planned(smallCluster([component, opener], { secrets }));
const sealedCluster = () => cluster({ 'keeper/login': { from: 'sealed', file } });

const cipher = sealedText();
const sealedDocument = {
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: {
    creationTimestamp: null,
    name: 'login',
    namespace: 'keeper',
    annotations: { note: 'made by hand' },
  },
  spec: {
    encryptedData: { user: cipher, password: cipher },
    template: { metadata: { creationTimestamp: null, name: 'login', namespace: 'keeper' }, type: 'Opaque' },
  },
  status: { observedGeneration: 1 },
};

const objectsOf = (plan: ClusterPlan, sealed: SealedFiles) =>
  bundleOf(plan, sealed)
    .objects.filter(({ app }) => app === 'keeper')
    .map(({ object }) => object);

function complaints(sealed: SealedFiles): string[] {
  const plan = sealedCluster();
  const problems: Problem[] = [];
  checkSealedFiles(plan.components, plan.facts, sealed, (problem) => problems.push(problem));
  return problems.map(problemText);
}

test('a sealed secret ships before the rest of its app, without what its maker leaves empty', () => {
  const plan = sealedCluster();
  expect(sealedPaths(plan.facts)).toEqual([file]);
  expect(complaints(new Map([[file, dump(sealedDocument)]]))).toEqual([]);
  const shipped = find(objectsOf(plan, new Map([[file, dump(sealedDocument)]])), 'SealedSecret');
  expect(JSON.parse(JSON.stringify(shipped))).toEqual({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      name: 'login',
      namespace: 'keeper',
      annotations: {
        note: 'made by hand',
        'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
        'argocd.argoproj.io/sync-wave': '-1',
      },
      labels: {
        'app.kubernetes.io/instance': 'keeper',
        'app.kubernetes.io/managed-by': 'asterism',
        'app.kubernetes.io/name': 'thing',
      },
    },
    spec: {
      encryptedData: { user: cipher, password: cipher },
      template: { metadata: { name: 'login', namespace: 'keeper' }, type: 'Opaque' },
    },
  });
});

test('a chart that brings definitions brings none of sealed secrets', () => {
  const upstream = helmChart({
    creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
  });
  const plan = cluster({ 'keeper/login': { from: 'sealed', file } }, keeper({ upstream }));
  const shipped = find(objectsOf(plan, new Map([[file, dump(sealedDocument)]])), 'SealedSecret');
  expect(shipped.metadata.annotations).toHaveProperty(
    ['argocd.argoproj.io/sync-options'],
    'SkipDryRunOnMissingResource=true',
  );
});

const at = `small.secrets.keeper/login.file: "${file}"`;
const seal = 'npm run asterism -- seal --cluster small keeper/login';
const again = `seal the keys user, password again: ${seal} --force`;
const changed = (change: object) => dump({ ...sealedDocument, ...change });
const hidden = 'correct horse battery staple';

test.each<[string, SealedFiles, string]>([
  ['is missing', new Map(), `${at} does not exist; seal the keys user, password: ${seal}`],
  [
    'is a folder',
    new Map([[file, { unread: 'EISDIR' }]]),
    `${at} cannot be read (EISDIR); let it be a file that you may read`,
  ],
  [
    'has another name',
    new Map([[file, changed({ metadata: { name: 'logon', namespace: 'keeper' } })]]),
    `${at} holds keeper/logon; ${again}`,
  ],
  [
    'is for another namespace',
    new Map([[file, changed({ metadata: { name: 'login', namespace: 'keepr' } })]]),
    `${at} holds keepr/login; ${again}`,
  ],
  [
    'names no namespace',
    new Map([[file, changed({ metadata: { name: 'login' } })]]),
    `${at} holds (no namespace)/login; ${again}`,
  ],
  [
    'lacks a key',
    new Map([[file, changed({ spec: { encryptedData: { user: cipher } } })]]),
    `${at} lacks the keys password; ${again}`,
  ],
  [
    'is a plain Secret',
    new Map([
      [
        file,
        dump({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'login' },
          stringData: { password: hidden },
        }),
      ],
    ]),
    `${at} is a plain Secret, whose values count as leaked as soon as it is committed; ${again}`,
  ],
  [
    'is of another version',
    new Map([[file, changed({ apiVersion: 'bitnami.com/v2' })]]),
    `${at} is no SealedSecret of bitnami.com/v1alpha1; ${again}`,
  ],
  [
    'holds a number where sealed text belongs',
    new Map([[file, changed({ spec: { encryptedData: { user: cipher, password: 12345 } } })]]),
    `${at} is no SealedSecret of bitnami.com/v1alpha1; ${again}`,
  ],
  [
    'holds clear text where sealed text belongs',
    new Map([[file, changed({ spec: { encryptedData: { user: cipher, password: hidden } } })]]),
    `${at} holds a value under spec.encryptedData.password that is not sealed; ${again}`,
  ],
  [
    'holds clear text in its template',
    new Map([
      [
        file,
        changed({
          spec: { encryptedData: { user: cipher, password: cipher }, template: { data: { a: hidden } } },
        }),
      ],
    ]),
    `${at} holds clear text under spec.template.data.a; only patterns with {{ .key }} belong there; ${again}`,
  ],
  ['is empty', new Map([[file, '']]), `${at} cannot be read as one YAML document; ${again}`],
  [
    'is no YAML',
    new Map([[file, `password: "${hidden}\n  - :`]]),
    `${at} cannot be read as one YAML document; ${again}`,
  ],
  [
    'holds two documents',
    new Map([[file, `${dump(sealedDocument)}---\npassword: ${hidden}\n`]]),
    `${at} cannot be read as one YAML document; ${again}`,
  ],
])('a sealed file that %s is reported, and its contents are not', (_, sealed, message) => {
  expect(complaints(sealed)).toEqual([message]);
  expect(message).not.toContain(hidden);
});

test('an external secret names its store and one entry, and ships before the rest of its app', () => {
  const plan = cluster({ 'keeper/login': { from: 'external', store: 'vault', entry: 'home/login' } });
  const shipped = find(objectsOf(plan, new Map()), 'ExternalSecret');
  expect(shipped.metadata).toMatchObject({
    name: 'login',
    namespace: 'keeper',
    annotations: {
      'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true',
      'argocd.argoproj.io/sync-wave': '-1',
    },
  });
  expect(shipped['spec']).toEqual({
    secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
    target: { name: 'login' },
    data: ['user', 'password'].map((key) => ({
      secretKey: key,
      remoteRef: { key: 'home/login', property: key },
    })),
  });
});

test('a secret that a person makes ships nothing, and its command asks for files, never for a value', () => {
  const plan = cluster({ 'keeper/login': { from: 'manual' } });
  expect(objectsOf(plan, new Map()).map(({ kind }) => kind)).toEqual(['ConfigMap']);
  const page = filesOf(bundleOf(plan, new Map())).find(({ path }) => path.endsWith('README.md'))?.text;
  expect(page).toContain(
    [
      'kubectl --namespace keeper create secret generic login \\',
      '  --from-file=user=./user \\',
      '  --from-file=password=./password \\',
      '  --dry-run=client -o yaml | kubectl apply --server-side -f -',
      '```',
    ].join('\n'),
  );
  expect(page).toContain('keeper needs it to log in.');
  expect(page).not.toContain('--from-literal');
});
