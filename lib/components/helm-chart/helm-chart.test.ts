import { applicationObjects } from '../../argocd';
import { findingsIn } from '../../check';
import { bundled, ciliumCluster, smallCluster } from '../../testing/clusters';
import { capability } from '../../inventory';
import { caller, made, to } from '../../testing/components';
import { find, planFrom, read } from '../../testing/facts';
import { field } from '../../testing/field';
import { untyped } from '../../testing/untyped';
import { defineCluster } from '../../plan';
import { problemText } from '../../values';
import { type ChartFacts, chartFacts } from './chart-facts';
import { helmChart } from './helm-chart';
import { valuesChecksum } from './values-checksum';

const values = { replicaCount: 2, ui: { color: '#fff' } };
const chart = {
  name: 'podinfo',
  namespace: 'demo',
  repository: 'https://charts.example.com',
  chart: 'podinfo',
  version: '6.7.1',
  values,
};
const facts = chartFacts({
  repository: 'https://charts.example.com',
  chart: 'podinfo',
  version: '6.7.1',
  release: 'podinfo',
  namespace: 'demo',
  values: valuesChecksum(values),
  creates: {
    '': ['rbac.authorization.k8s.io/ClusterRole', 'apiextensions.k8s.io/CustomResourceDefinition'],
    demo: ['apps/Deployment', '/Service'],
  },
  podSecurity: 'baseline',
  workloads: [
    {
      name: 'podinfo',
      kind: 'Deployment',
      pods: { 'app.kubernetes.io/name': 'podinfo' },
      ports: [
        { name: 'http', port: 9898, transport: 'tcp' },
        { name: 'hooks', port: 9443, transport: 'tcp', webhook: true },
      ],
      api: true,
    },
    {
      name: 'redis',
      kind: 'StatefulSet',
      pods: { 'app.kubernetes.io/name': 'redis' },
      ports: [{ name: 'redis', port: 6379, transport: 'tcp' }],
    },
  ],
  services: [{ service: 'podinfo', port: 80, transport: 'tcp', workload: 'podinfo', targetPort: 9898 }],
  definitions: [{ group: 'podinfo.example.com', kind: 'Page', namespaced: true }],
});

test('project, policies and what it defines follow from its facts', () => {
  const plan = planFrom(
    helmChart({
      ...chart,
      facts,
      group: 'apps',
      connects: { podinfo: [{ to: { kind: 'internet', host: 'api.example.com', port: 443 }, why: 'ask' }] },
      inside: [{ from: 'podinfo', to: 'redis', port: 'redis', why: 'keep sessions' }],
      open: { podinfo: { http: 'ingress' } },
    }),
  );
  expect(plan).toMatchObject({
    group: 'apps',
    podSecurity: 'baseline',
    defines: [{ group: 'podinfo.example.com', kind: 'Page', namespaced: true }],
    upstream: {
      kind: 'helm',
      repository: 'https://charts.example.com',
      chart: 'podinfo',
      version: '6.7.1',
      release: 'podinfo',
      values,
      serverSideApply: false,
      creates: [
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
        { group: 'apps', kind: 'Deployment', namespace: 'demo' },
        { group: '', kind: 'Service', namespace: 'demo' },
      ],
    },
  });
  expect(plan.workloads).toEqual([
    {
      name: 'podinfo',
      pods: { 'app.kubernetes.io/name': 'podinfo' },
      hostNetwork: false,
      listens: [
        { name: 'http', port: 9898, transport: 'tcp', open: 'ingress' },
        { name: 'hooks', port: 9443, transport: 'tcp', open: 'kube-apiserver' },
      ],
      connects: [
        { to: { kind: 'kube-apiserver' }, why: 'its service account has rights there' },
        expect.objectContaining({ why: 'keep sessions' }),
        { to: { kind: 'internet', host: 'api.example.com', port: 443 }, why: 'ask' },
      ],
    },
    {
      name: 'redis',
      pods: { 'app.kubernetes.io/name': 'redis' },
      hostNetwork: false,
      listens: [{ name: 'redis', port: 6379, transport: 'tcp', open: 'declared' }],
      connects: [],
    },
  ]);
});

test('a registry has no oci:// in the Application, as Argo CD wants it', () => {
  const repository = 'oci://registry.example.com/charts';
  const plan = planFrom(helmChart({ ...chart, repository, facts: { ...facts, repository } }));
  expect(plan.upstream).toMatchObject({ repository: 'registry.example.com/charts' });
});

test('a cluster with a chart has no findings: what talks is open on both sides, and in the project', () => {
  const podinfo = helmChart({
    ...chart,
    facts,
    connects: { redis: [] },
    inside: [{ from: 'podinfo', to: 'redis', port: 'redis', why: 'keep sessions' }],
  });
  const input = [podinfo, caller('probe', [to(podinfo.endpoint('podinfo', 80))])];
  for (const cluster of [smallCluster(input), ciliumCluster(input)]) {
    const bundle = bundled(cluster);
    expect(findingsIn(bundle)).toEqual([]);
    const project = find(applicationObjects(bundle.apps, bundle.plan.facts), 'AppProject', 'podinfo');
    expect(field(project['spec'], 'namespaceResourceWhitelist')).toEqual([
      { group: '', kind: 'Service' },
      { group: 'apps', kind: 'Deployment' },
    ]);
  }
});

test('what it provides may be required, and what it requires comes first', () => {
  const certificates = capability({ name: 'certificates', means: 'certificates', from: 'list a chart' });
  const plan = (component: ReturnType<typeof helmChart>) =>
    defineCluster(
      smallCluster([
        component,
        made({ name: 'web', plan: { requires: [{ capability: certificates, why: 'for TLS' }] } }),
      ]),
    );
  expect(plan(helmChart({ ...chart, facts, provides: [certificates] })).problems).toEqual([]);
  expect(plan(helmChart({ ...chart, facts })).problems.map(problemText)).toEqual([
    expect.stringContaining('small.components.web: needs certificates for TLS'),
  ]);
});

test('before the facts of a chart are taken, the missing facts are the only problem', () => {
  const stated = helmChart({ ...chart, connects: { podinfo: [] }, open: { podinfo: { http: 'cluster' } } });
  expect(defineCluster(smallCluster([stated])).problems.map(problemText)).toEqual([
    expect.stringMatching(/^small\.components\.podinfo\.facts: .*asterism chart/),
  ]);
});

test("'anything' is possible: its project allows all, and each synth says so", () => {
  const found = findingsIn(bundled(smallCluster([helmChart({ ...chart, facts: 'anything' })])));
  expect(found.map(({ rule, severity, reason }) => [rule, severity, reason])).toEqual([
    [
      'stated-pods',
      'warning',
      'the pods of podinfo are not stated, so default deny cuts them off; they run at Pod Security level restricted',
    ],
    [
      'any-kind-allowed',
      'warning',
      'what podinfo creates is not stated, so project podinfo allows every kind in every namespace',
    ],
  ]);
});

interface PodinfoValues {
  readonly replicaCount?: number;
}

test('an interface of the values lets the compiler check them', () => {
  const { values: ours, ...untouched } = chart;
  expect(ours).toBe(values);
  const component = helmChart<PodinfoValues>({
    ...untouched,
    values: { replicaCount: 3 },
    facts: 'anything',
  });
  expect(planFrom(component).upstream).toMatchObject({ values: { replicaCount: 3 } });
  // @ts-expect-error -- no such value
  helmChart<PodinfoValues>({ ...untouched, values: { replicas: 3 }, facts: 'anything' });
});

const command = 'run asterism chart podinfo --cluster small';
const anyhow = untyped(helmChart);
const other = (change: Partial<ChartFacts>) => helmChart({ ...chart, facts: { ...facts, ...change } });

test.each([
  [
    'without facts',
    helmChart(chart),
    `facts: nothing says what chart podinfo 6.7.1 makes, so it has neither a project nor policies; ${command}`,
  ],
  [
    'facts of another version',
    other({ version: '6.7.0' }),
    `facts: they were taken with version 6.7.0, and the cluster has 6.7.1; ${command}, and read what changes`,
  ],
  [
    'facts of another repository and namespace',
    other({ repository: 'https://other.example.com', namespace: 'x' }),
    `facts: they were taken with repository https://other.example.com, and the cluster has https://charts.example.com and namespace x, and the cluster has demo; ${command}, and read what changes`,
  ],
  [
    'facts of other values',
    helmChart({ ...chart, values: { ...values, replicaCount: 3 }, facts }),
    `facts: they were taken with other values than the cluster has; ${command}, and read what changes`,
  ],
  [
    'a connection of pods that the chart does not have',
    helmChart({ ...chart, facts, connects: { podinf: [] } }),
    'connects.podinf: the chart has no workload "podinf"; did you mean "podinfo"?',
  ],
  [
    'a port that the pods do not have',
    helmChart({ ...chart, facts, open: { podinfo: { htpp: 'world' } } }),
    'open.podinfo.htpp: the pods of podinfo have no port "htpp"; did you mean "http"?',
  ],
  [
    'a connection inside to an unknown workload',
    helmChart({ ...chart, facts, inside: [{ from: 'podinfo', to: 'reddis', port: 'redis', why: 'a' }] }),
    'inside[0].to: the chart has no workload "reddis"; did you mean "redis"?',
  ],
  [
    'a range of versions',
    helmChart({ ...chart, version: '^6.7' }),
    'version: "^6.7" is not one version of a chart; write all of it, such as 6.7.1',
  ],
  [
    'a repository with a password',
    helmChart({ ...chart, repository: 'https://me:secret@charts.example.com' }),
    'repository: carries a user, password or token; take it out, and list the repository in repositories of argoCd() with its Secret',
  ],
  [
    'a repository that is none',
    helmChart({ ...chart, repository: 'charts.example.com' }),
    'repository: "charts.example.com" is not the address of a chart repository; write https://host/path or oci://host/path',
  ],
  [
    'facts that are a word',
    anyhow({ ...chart, facts: 'nothing' }),
    'facts: found "nothing"; expected "anything" or an object with repository, chart, version, release, namespace, creates, podSecurity and workloads',
  ],
  [
    'a connection that is none',
    anyhow({
      ...chart,
      facts,
      connects: { podinfo: [{ to: { kind: 'internet', host: 'x_', port: 1 }, why: 'a' }] },
    }),
    expect.stringMatching(/^connects\.podinfo\[0\]: is not a connection \(.*"x_" is not /),
  ],
])('%s', (_, component, message) => {
  const messages = defineCluster(smallCluster([component])).problems.map(problemText);
  expect(messages.map((text) => text.replace('small.components.podinfo.', ''))).toEqual([message]);
});

test('facts go with the values whatever the order of their keys', () => {
  const turned = { ui: { color: '#fff' }, replicaCount: 2 };
  expect(read(helmChart({ ...chart, values: turned, facts })).messages).toEqual([]);
});

test('facts that a person wrote without a checksum go with any values', () => {
  const { values: theirs, ...written } = facts;
  expect(theirs).toBeDefined();
  expect(read(helmChart({ ...chart, values: { any: 1 }, facts: written })).messages).toEqual([]);
});

test.each([
  ['routes', { demo: ['apps/Deployment', '/Service', 'networking.k8s.io/Ingress'] }],
  ['routes', { demo: ['apps/Deployment', '/Service', 'gateway.networking.k8s.io/HTTPRoute'] }],
  ['ingressClasses', { '': ['networking.k8s.io/IngressClass'], demo: ['apps/Deployment', '/Service'] }],
  [
    'routes or ingressClasses',
    { '': ['networking.k8s.io/IngressClass'], demo: ['apps/Deployment', 'networking.k8s.io/Ingress'] },
  ],
])('each synth warns of facts without %s that the chart must have', (fields, creates) => {
  const { definitions, ...others } = facts;
  expect(definitions).not.toEqual([]);
  const found = findingsIn(bundled(smallCluster([helmChart({ ...chart, facts: { ...others, creates } })])));
  expect(found.filter(({ rule }) => rule === 'caution')).toEqual([
    {
      rule: 'caution',
      severity: 'warning',
      at: 'small.components.podinfo.facts',
      reason: `they have no ${fields}, though the chart creates objects from which asterism chart podinfo --cluster small takes them: the file is older than that, and what follows from it is missing`,
      next: 'run that command, and read what changes',
    },
  ]);
});

test('facts that have everything are no reason for a warning', () => {
  const found = findingsIn(bundled(smallCluster([helmChart({ ...chart, facts })])));
  expect(found.filter(({ rule }) => rule === 'caution')).toEqual([]);
});
