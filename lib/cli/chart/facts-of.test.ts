import { dump } from 'js-yaml';
import type { ChartFacts } from '../../components/helm-chart/chart-facts';
import type { Problem } from '../../values';
import { factsOf } from './facts-of';
import { readManifests } from './manifests';
import { chartWarnings } from './warnings';

const settings = {
  repository: 'https://charts.example.com',
  chart: 'shop',
  version: '1.2.3',
  release: 'shop',
  namespace: 'store',
  values: {},
};

/** What Helm prints of some objects. */
function rendered(...objects: readonly object[]) {
  const problems: Problem[] = [];
  const text = objects.map((object) => `---\n# Source: shop/templates/a.yaml\n${dump(object)}`).join('');
  const read = readManifests(text, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  return read;
}

const facts = (...objects: readonly object[]): ChartFacts => factsOf(rendered(...objects), settings);
const warnings = (...objects: readonly object[]) => {
  const read = rendered(...objects);
  return chartWarnings(read, read, settings).map(({ at, reason }) => `${at}: ${reason}`);
};

const hardened = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'web',
      image: 'ghcr.io/example/web:1.0.0',
      ports: [
        { name: 'http', containerPort: 8080 },
        { containerPort: 53, protocol: 'UDP' },
      ],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};
const labels = { app: 'web', 'helm.sh/chart': 'shop-1.2.3', 'app.kubernetes.io/version': '1' };
const workload = (kind: string, name: string, spec: object = hardened, own: object = labels) => ({
  apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name },
  spec: {
    ...(!kind.endsWith('Job') && { selector: { matchLabels: { app: 'web' } } }),
    ...(kind === 'CronJob'
      ? { jobTemplate: { spec: { template: { metadata: { labels: own }, spec } } } }
      : { template: { metadata: { labels: own }, spec } }),
  },
});
const web = workload('Deployment', 'shop-web');
const service = (ports: readonly object[], name = 'shop-web') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: 'web' }, ports },
});
const account = (change: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'web' },
  ...change,
});
const binding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'web' },
  subjects: [{ kind: 'ServiceAccount', name: 'web' }],
};
const withAccount = (change: object = {}) =>
  workload('Deployment', 'web', { ...hardened, serviceAccountName: 'web', ...change });
const only = ({ workloads }: ChartFacts) => workloads[0];

test('pods are called as in the chart without the name of the release, and told apart by the labels of their selector', () => {
  expect(facts(web)).toMatchObject({
    creates: { store: ['apps/Deployment'] },
    podSecurity: 'restricted',
    images: ['ghcr.io/example/web:1.0.0'],
    workloads: [
      {
        name: 'web',
        kind: 'Deployment',
        pods: { app: 'web' },
        ports: [
          { name: 'http', port: 8080, transport: 'tcp' },
          { name: 'udp-53', port: 53, transport: 'udp' },
        ],
      },
    ],
  });
});

test.each([
  ['a Job', workload('Job', 'shop-migrate'), { 'batch.kubernetes.io/job-name': 'shop-migrate' }],
  [
    'a CronJob, without labels that change with its version',
    workload('CronJob', 'shop-clean'),
    { app: 'web' },
  ],
])('%s is selected by what stays', (_, object, pods) => {
  expect(only(facts(object))?.pods).toEqual(pods);
});

test('two that share a name or a selector are told apart', () => {
  const { workloads } = facts(
    workload('Deployment', 'web', hardened, { app: 'web', part: 'a' }),
    workload('StatefulSet', 'web', hardened, { app: 'web', part: 'b' }),
  );
  expect(workloads.map(({ name, pods }) => [name, pods])).toEqual([
    ['web-deployment', { app: 'web', part: 'a' }],
    ['web-statefulset', { app: 'web', part: 'b' }],
  ]);
});

test.each([
  ['restricted', hardened],
  ['baseline', { containers: [{ name: 'web', image: 'a:1' }] }],
  ['privileged', { ...hardened, hostNetwork: true }],
])('pods need level %s', (podSecurity, spec) => {
  expect(facts(web, workload('Deployment', 'b', spec, { app: 'b' })).podSecurity).toBe(podSecurity);
});

test('kinds are listed by namespace; those outside of namespaces apart', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'pages.example.com' },
    spec: { group: 'example.com', scope: 'Cluster', names: { kind: 'Page' } },
  };
  const page = { apiVersion: 'example.com/v1', kind: 'Page', metadata: { name: 'a' } };
  const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'kube-system' } };
  const unknown = { apiVersion: 'other.example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
  expect(facts(definition, page, other, unknown, page)).toMatchObject({
    creates: {
      '': ['apiextensions.k8s.io/CustomResourceDefinition', 'example.com/Page'],
      'kube-system': ['/ConfigMap'],
      store: ['other.example.com/Thing'],
    },
    definitions: [{ group: 'example.com', kind: 'Page', namespaced: false }],
  });
});

test('an object that client-side apply cannot keep asks for server-side apply', () => {
  const large = (size: number) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: { a: 'x'.repeat(size) },
  });
  expect(facts(large(200_000)).serverSideApply).toBe(false);
  expect(facts(large(270_000)).serverSideApply).toBe(true);
});

test.each([
  ['by the name of a port', { port: 80, targetPort: 'http' }, 8080],
  ['by number', { port: 80, targetPort: 8080 }, 8080],
  ['to a port that no container lists', { port: 443, targetPort: 9443 }, 9443],
  ['by its own number', { port: 8080 }, 8080],
])('a Service leads to its pods %s', (_, port, targetPort) => {
  const { services = [], workloads } = facts(web, service([port]));
  expect(services).toEqual([
    { service: 'shop-web', port: port.port, transport: 'tcp', workload: 'web', targetPort },
  ]);
  expect(workloads[0]?.ports.map((one) => one.port)).toContain(targetPort);
});

const clientConfig = { service: { name: 'shop-web', namespace: 'store' } };
test.each([
  [
    'a webhook',
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      webhooks: [{ clientConfig }],
    },
  ],
  ['an API', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', spec: clientConfig }],
  [
    'a conversion',
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: { group: 'example.com', names: { kind: 'Page' }, conversion: { webhook: { clientConfig } } },
    },
  ],
])('the port of %s is one that the API server calls', (_, object) => {
  const caller = { ...object, metadata: { name: 'a' } };
  const { workloads } = facts(web, service([{ port: 443, targetPort: 8080 }]), caller);
  expect(workloads[0]?.ports).toEqual([
    { name: 'http', port: 8080, transport: 'tcp', webhook: true },
    { name: 'udp-53', port: 53, transport: 'udp' },
  ]);
});

test.each([
  ['its account is bound to a role', [withAccount(), account(), binding], true],
  ['nothing binds its account', [withAccount(), account()], false],
  ['another account is bound', [web, account(), binding], false],
  [
    'the pods mount no token',
    [withAccount({ automountServiceAccountToken: false }), account(), binding],
    false,
  ],
  [
    'the account mounts none',
    [withAccount(), account({ automountServiceAccountToken: false }), binding],
    false,
  ],
  [
    'the chart mounts the token itself',
    [
      withAccount({
        automountServiceAccountToken: false,
        volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }],
      }),
      binding,
    ],
    true,
  ],
])('pods use the API or not: %s', (_, objects, api) => {
  expect(only(facts(...objects))?.api ?? false).toBe(api);
});

test('what Argo CD does not run is left out: tests, and hooks that it does not know', () => {
  const hook = (name: string, kind: string) => ({
    ...workload('Job', name),
    metadata: { name, annotations: { 'helm.sh/hook': kind } },
  });
  const read = facts(hook('a', 'test'), hook('b', 'pre-delete'), hook('c', 'pre-install,pre-upgrade'));
  expect(read.workloads.map(({ name }) => name)).toEqual(['c']);
  expect(read.hooks).toEqual(['Job c: pre-install, pre-upgrade']);
});

test('a list is taken apart, and an empty document is passed over', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [web, service([{ port: 80 }])] };
  expect(facts(list).creates).toEqual({ store: ['/Service', 'apps/Deployment'] });
  expect(readManifests('---\n# nothing\n---\n', () => undefined)).toEqual([]);
});

test.each([
  ['that is not YAML', 'a: [', /is not valid YAML: /],
  ['that is not an object', 'a: 1', /is not an object of Kubernetes \(without a kind\)/],
  ['without a name', 'apiVersion: v1\nkind: Pod', /is not an object of Kubernetes \(Pod\)/],
])('output %s is a problem', (_, text, reason) => {
  const problems: Problem[] = [];
  expect(readManifests(text, (problem) => problems.push(problem))).toEqual([]);
  expect(problems.map((problem) => `${problem.at}: ${problem.reason}`)).toEqual([
    expect.stringMatching(reason),
  ]);
});

const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'auth' } };
test.each<[string, readonly object[], readonly string[]]>([
  ['a sound chart', [web, service([{ port: 80 }]), secret], []],
  [
    'a Secret with contents',
    [{ ...secret, stringData: { password: 'a' } }],
    [
      'Secret auth: the chart writes its contents, and everybody who reads the chart and its values knows them',
    ],
  ],
  [
    'an image without a version',
    [workload('Deployment', 'a', { containers: [{ name: 'a', image: 'redis' }] })],
    ['image redis: "docker.io/redis" has neither tag nor digest'],
  ],
  [
    'an image of another version tomorrow',
    [workload('Deployment', 'a', { containers: [{ name: 'a', image: 'quay.io/a/b:latest' }] })],
    ['image quay.io/a/b:latest: "quay.io/a/b:latest" uses a tag that moves'],
  ],
  [
    'pods without labels',
    [workload('CronJob', 'clean', hardened, {})],
    ['CronJob clean: its pods have no labels, so no policy opens anything for them'],
  ],
  [
    'pods in another namespace',
    [{ ...web, metadata: { name: 'web', namespace: 'other' } }],
    ['Deployment web: its pods run in namespace other, and the policies of the component are for store'],
  ],
  [
    'SCTP',
    [
      workload('Deployment', 'a', {
        containers: [{ name: 'a', image: 'quay.io/a/b:1', ports: [{ containerPort: 1, protocol: 'SCTP' }] }],
      }),
    ],
    ['Deployment a: it listens on SCTP, which no policy of asterism opens'],
  ],
])('%s: a person should know of it', (_, objects, expected) => {
  expect(warnings(...objects)).toEqual(expected);
});

test('what differs from one rendering to the next is said, and not that its contents are known', () => {
  const password = (value: string) => rendered({ ...secret, data: { password: value } });
  expect(
    chartWarnings(password('a'), password('b'), settings).map(({ at, reason }) => `${at}: ${reason}`),
  ).toEqual([
    'Secret auth: differs each time that the chart is rendered, so Argo CD changes it again and again',
  ]);
});
