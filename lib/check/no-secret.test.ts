import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { bundleOf } from '../synth';
import { planned, smallCluster } from '../testing/clusters';
import { configMap, helmChart, made } from '../testing/components';
import { sealedText } from '../testing/sealed-text';
import type { Finding } from './finding';
import { findingsOf } from './object-rule';
import { noSecret } from './no-secret';
import { findingsIn } from './rules';
import { viewOf } from './view';

const hidden = 'correct-horse-battery-7';
// Put together here, so that no search for keys stops at this file.
const privateKey = ['PRIVATE', 'KEY'].join(' ');
const key = `-----BEGIN OPENSSH ${privateKey}-----\n${hidden}\n-----END OPENSSH ${privateKey}-----\n`;
const token = `K10${'0a'.repeat(32)}::server:${hidden}`;

function bundled(build: (chart: Chart) => void, values: Record<string, string> = {}) {
  const upstream = helmChart({ values, creates: [{ group: '', kind: 'ConfigMap', namespace: 'demo' }] });
  return bundleOf(planned(smallCluster([made({ name: 'demo', plan: { build, upstream } })])), new Map());
}

const found = (build: (chart: Chart) => void, values?: Record<string, string>): readonly Finding[] =>
  findingsIn(bundled(build, values)).filter(({ rule }) => rule === noSecret.id);

const metadata = { name: 'a', namespace: 'demo' };
const shipping =
  (apiVersion: string, kind: string, fields: object) =>
  (chart: Chart): void => {
    new ApiObject(chart, 'object', { apiVersion, kind, metadata, ...fields });
  };
const container = (fields: Partial<k8s.Container>) => (chart: Chart) => {
  new k8s.KubePod(chart, 'pod', {
    metadata,
    spec: { containers: [{ name: 'web', image: 'web:1', ...fields }] },
  });
};
const aSecret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { password: hidden } };

test.each<[string, (chart: Chart) => void, string, string]>([
  [
    'a Secret',
    shipping('v1', 'Secret', { stringData: { a: hidden } }),
    'secret-a.yaml',
    'is a Secret (demo/a)',
  ],
  ['a Secret without values', shipping('v1', 'Secret', {}), 'secret-a.yaml', 'is a Secret (demo/a)'],
  [
    'a list with a Secret',
    shipping('v1', 'List', { items: [{ kind: 'ConfigMap' }, aSecret] }),
    'list-a.yaml: items[1]',
    'holds a Secret',
  ],
  [
    'a list of Secrets',
    shipping('v1', 'SecretList', { items: [] }),
    'secretlist-a.yaml',
    'is a list of Secrets',
  ],
  [
    'a Secret in a template',
    shipping('kyverno.io/v1', 'ClusterPolicy', { spec: { generate: { resources: [aSecret] } } }),
    'clusterpolicy-a.yaml: spec.generate.resources[0]',
    'holds a Secret',
  ],
  [
    'a Secret as text',
    (chart) => {
      configMap(chart, 'a', 'demo', {}, { 'more.yaml': `kind: Secret\nstringData:\n  a: ${hidden}\n` });
    },
    'configmap-a.yaml: data.more.yaml',
    'holds a Secret with its values',
  ],
  [
    'a private key',
    (chart) => {
      configMap(chart, 'a', 'demo', {}, { id: key });
    },
    'configmap-a.yaml: data.id',
    'holds a private key',
  ],
  [
    'a private key behind base64',
    shipping('v1', 'ConfigMap', { binaryData: { id: Buffer.from(key).toString('base64') } }),
    'configmap-a.yaml: binaryData.id',
    'holds a secret in base64, which is not encryption',
  ],
  [
    'a private key in an annotation',
    (chart) => {
      configMap(chart, 'a', 'demo', { annotations: { note: key } });
    },
    'configmap-a.yaml: metadata.annotations.note',
    'holds a private key',
  ],
  [
    'what kubectl applied last',
    (chart) => {
      configMap(chart, 'a', 'demo', {
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(aSecret) },
      });
    },
    'configmap-a.yaml: metadata.annotations.kubectl.kubernetes.io/last-applied-configuration',
    'holds a Secret with its values',
  ],
  [
    'a variable with a key',
    container({ env: [{ name: 'ID', value: key }] }),
    'pod-a.yaml: spec.containers.web.env.ID',
    'holds a private key',
  ],
  [
    'a variable with a password',
    container({ env: [{ name: 'PGPASSWORD', value: hidden }] }),
    'pod-a.yaml: spec.containers.web.env.PGPASSWORD',
    'holds a secret in a variable',
  ],
  [
    'a join token as argument',
    container({ args: ['agent', token] }),
    'pod-a.yaml: spec.containers.web.args[1]',
    'holds a join token of k3s',
  ],
  [
    'a password in an address',
    container({ args: [`ssh://git:${hidden}@git.example.com/a`] }),
    'pod-a.yaml: spec.containers.web.args[0]',
    'holds a password in an address',
  ],
  [
    'a password behind its option',
    container({ args: ['--user', 'a', '--password', hidden] }),
    'pod-a.yaml: spec.containers.web.args',
    'holds a secret on a command line',
  ],
  [
    'a password behind the command of mysql',
    container({ command: ['mysql'], args: ['-u', 'a', `-p${hidden}`] }),
    'pod-a.yaml: spec.containers.web.args',
    'holds a secret on a command line',
  ],
  [
    'clear text in the template of an external secret',
    shipping('external-secrets.io/v1', 'ExternalSecret', {
      spec: { target: { template: { data: { url: '{{ .url }}', note: hidden } } } },
    }),
    'externalsecret-a.yaml: spec.target.template.data.note',
    'holds clear text; only patterns with {{ .key }} belong there',
  ],
  [
    'a sealed secret in clear text',
    shipping('bitnami.com/v1alpha1', 'SealedSecret', { spec: { encryptedData: { a: hidden } } }),
    'sealedsecret-a.yaml',
    'holds a value under spec.encryptedData.a that is not sealed',
  ],
])('%s is found, and not shown', (_, build, at, reason) => {
  const findings = found(build);
  expect(findings).toEqual([
    { rule: 'no-secret', at: `dist/small/demo/${at}`, reason, next: findings[0]?.next },
  ]);
  expect(JSON.stringify(findings)).not.toContain(hidden);
});

test('values of a chart are looked at, by what they are and by their names', () => {
  const findings = found(() => undefined, { adminPassword: hidden, note: key });
  expect(findings.map(({ at, reason }) => `${at} ${reason}`)).toEqual([
    'apps/small/application-demo.yaml: spec.source.helm.valuesObject.adminPassword holds a secret in clear text',
    'apps/small/application-demo.yaml: spec.source.helm.valuesObject.note holds a private key',
  ]);
});

test.each(['pass', 'pwd', 'dbPass', 'secretKey', 'encryptionKey', 'privateKey', 'db_password'])(
  'a value of a chart under %s is found',
  (name) => {
    expect(found(() => undefined, { [name]: hidden }).map(({ at }) => at)).toEqual([
      `apps/small/application-demo.yaml: spec.source.helm.valuesObject.${name}`,
    ]);
  },
);

test('values of a chart that name a secret or its key pass', () => {
  const values = {
    passwordKey: 'password',
    secretKey: 'password',
    privateKey: 'tls.key',
    existingSecret: 'login-1',
    passwordSecret: 'login-1',
    secretName: 'login-1',
    topologyKey: 'kubernetes.io/hostname',
    passive: 'node-1',
  };
  expect(found(() => undefined, values)).toEqual([]);
});

test('files of hosts and what a person applies once are looked at', () => {
  const bundle = bundled(() => undefined);
  const extra = [...bundle.extra, { path: 'dist/small/hosts/a/k3s.yaml', text: `token: ${hidden}\n` }];
  expect(findingsOf([noSecret], viewOf({ ...bundle, extra }))).toEqual([
    expect.objectContaining({ at: 'dist/small/hosts/a/k3s.yaml', reason: 'holds a secret in a setting' }),
  ]);
});

test('what is sealed, public, or names where a secret is, passes', () => {
  for (const build of [
    shipping('bitnami.com/v1alpha1', 'SealedSecret', { spec: { encryptedData: { password: sealedText() } } }),
    shipping('v1', 'ServiceAccount', {
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'pull' }],
    }),
    shipping('gateway.networking.k8s.io/v1', 'Gateway', {
      spec: { certificateRefs: [{ kind: 'Secret', name: 'a' }] },
    }),
    shipping('external-secrets.io/v1', 'ExternalSecret', {
      spec: { data: [{ secretKey: 'password', remoteRef: { key: 'a', property: 'password' } }] },
    }),
    shipping('external-secrets.io/v1', 'ExternalSecret', {
      spec: {
        target: { template: { data: { url: 'postgresql://{{ .user }}:{{ .password }}@db/a' } } },
        data: [{ secretKey: 'password-0123456', remoteRef: { key: 'a', property: 'password' } }],
      },
    }),
    container({ args: ['--token-file', '/run/t', '--password', '$(PASSWORD)', '-p8080', '--token=$(T)'] }),
    container({
      env: [
        { name: 'PASSWORD_FILE', value: '/run/secrets/password' },
        { name: 'CONNECT_PASSWORD', value: '${dir:/run/secrets:password}' },
        { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      ],
    }),
  ])
    expect(found(build)).toEqual([]);
});

test('10,000 objects are looked at in a fraction of a second', () => {
  const bundle = bundled(container({ env: [{ name: 'A', value: 'b' }], args: ['--port=80', '/bin/web'] }));
  const [shipped] = bundle.objects.filter(({ object }) => object.kind === 'Pod');
  if (shipped === undefined) throw new Error('no pod was found');
  const objects = Array.from({ length: 10_000 }, () => shipped);
  const view = viewOf({ ...bundle, objects });
  const start = process.cpuUsage();
  expect(findingsOf([noSecret], view)).toEqual([]);
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});
