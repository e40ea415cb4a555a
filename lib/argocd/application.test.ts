import type { KubeObject } from '../component';
import { helmChart } from '../testing/components';
import { factsFrom, flannelFacts } from '../testing/facts';
import type { App } from './app';
import { applicationMetadata, applicationSpec } from './application';

const facts = factsFrom(flannelFacts);
const hub = factsFrom({ ...flannelFacts, destination: 'https://192.0.2.11:6443' });
const own: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'demo' } };
const app: App = { name: 'demo', namespace: 'demo', wave: 3, removal: 'cascade', objects: [own] };
const chart = helmChart({ values: { replicas: 2 } });
const folder = {
  kind: 'git' as const,
  url: 'https://git.example.com/parts.git',
  revision: 'v1.4.1',
  path: 'config/crd',
  creates: [],
  serverSideApply: true,
};
const ownSource = {
  repoURL: 'https://git.example.com/home/clusters.git',
  targetRevision: 'main',
  path: 'dist/small/demo',
};
const chartSource = {
  repoURL: 'https://charts.example.com',
  chart: 'parcel',
  targetRevision: '1.2.3',
  helm: { releaseName: 'parcel', valuesObject: { replicas: 2 } },
};

test('an app of ours alone is one source, applied by itself and put right when somebody changes it', () => {
  expect(applicationSpec(app, facts)).toEqual({
    project: 'demo',
    destination: { server: 'https://kubernetes.default.svc', namespace: 'demo' },
    source: ownSource,
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: ['PruneLast=true'],
      retry: { limit: 10, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
    },
  });
});

test.each<[string, App, object]>([
  ['a chart alone', { ...app, objects: [], upstream: chart }, { source: chartSource }],
  ['a chart and objects of ours', { ...app, upstream: chart }, { sources: [chartSource, ownSource] }],
  [
    "a folder of somebody's repository",
    { ...app, objects: [], upstream: folder },
    { source: { repoURL: folder.url, targetRevision: 'v1.4.1', path: 'config/crd' } },
  ],
])('%s gives `source` for one and `sources` for several, never both', (_, made, sources) => {
  const { source, sources: several } = applicationSpec(made, facts);
  expect({ ...(source && { source }), ...(several && { sources: several }) }).toEqual(sources);
});

test('each Application refreshes for its own folder only, and one without a folder here says nothing', () => {
  const paths = 'argocd.argoproj.io/manifest-generate-paths';
  expect(applicationMetadata(app, facts).annotations).toEqual({
    'argocd.argoproj.io/sync-wave': '3',
    [paths]: '/dist/small/demo',
  });
  const upstreamOnly = applicationMetadata({ ...app, objects: [], upstream: chart }, facts);
  expect(upstreamOnly.annotations).not.toHaveProperty(paths);
});

test('removing an Application removes its objects, but for what a cluster cannot live without', () => {
  expect(applicationMetadata(app, facts).finalizers).toEqual([
    'resources-finalizer.argocd.argoproj.io/foreground',
  ]);
  expect(applicationMetadata({ ...app, removal: 'orphan' }, facts)).not.toHaveProperty('finalizers');
});

test.each<[string, Partial<App>, readonly string[]]>([
  ['nothing special', {}, ['PruneLast=true']],
  [
    'definitions over 256 KiB',
    { upstream: { ...chart, serverSideApply: true } },
    ['PruneLast=true', 'ServerSideApply=true'],
  ],
  [
    'fields that a controller fills in',
    {
      ignoreDifferences: [
        { group: '', kind: 'Secret', jsonPointers: ['/data'], why: 'the controller fills it' },
      ],
    },
    ['PruneLast=true', 'RespectIgnoreDifferences=true'],
  ],
  ['an empty list of such fields', { ignoreDifferences: [] }, ['PruneLast=true']],
])('sync options for %s', (_, change, options) => {
  expect(applicationSpec({ ...app, ...change }, facts).syncPolicy?.syncOptions).toEqual(options);
});

test('fields to be ignored keep what narrows them, and nothing is added', () => {
  const ignoreDifferences = [
    {
      group: 'apps',
      kind: 'Deployment',
      name: 'a',
      namespace: 'demo',
      jqPathExpressions: ['.spec.replicas'],
    },
    { group: '', kind: 'Secret', jsonPointers: ['/data'] },
  ];
  const own = {
    ...app,
    ignoreDifferences: ignoreDifferences.map((entry) => ({ ...entry, why: 'a controller writes it' })),
  };
  expect(applicationSpec(own, facts).ignoreDifferences).toEqual(ignoreDifferences);
  expect(applicationSpec(app, facts)).not.toHaveProperty('ignoreDifferences');
  expect(applicationMetadata(own, facts).annotations).toMatchObject({
    'asterism.dev/ignores':
      'Deployment a: .spec.replicas (a controller writes it)\nSecret: /data (a controller writes it)',
  });
  expect(applicationMetadata(app, facts).annotations).not.toHaveProperty('asterism.dev/ignores');
});

test('the group of an app is a label of its Application', () => {
  expect(applicationMetadata({ ...app, group: 'data' }, facts).labels).toEqual({
    'asterism.dev/group': 'data',
  });
  expect(applicationMetadata(app, facts)).not.toHaveProperty('labels');
});

test('a project of its own has the name of the app, and a shared one that of the group', () => {
  const shared = factsFrom({ ...flannelFacts, projects: 'group' });
  const projects = (where: typeof facts) =>
    [app, { ...app, group: 'data' }].map((one) => applicationSpec(one, where).project);
  expect(projects(facts)).toEqual(['demo', 'demo']);
  expect(projects(shared)).toEqual(['demo', 'data']);
});

test('under a hub, Applications have the cluster in their name and go to its API server', () => {
  expect(applicationMetadata(app, hub).name).toBe('small-demo');
  expect(applicationSpec(app, hub)).toMatchObject({
    project: 'small-demo',
    destination: { server: 'https://192.0.2.11:6443', namespace: 'demo' },
    source: { path: 'dist/small/demo' },
  });
});
