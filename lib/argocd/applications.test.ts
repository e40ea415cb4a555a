import type { KubeObject } from '../component';
import { renderSet } from '../testing/application-set';
import { helmChart } from '../testing/components';
import { factsFrom, find, flannelFacts } from '../testing/facts';
import { field } from '../testing/field';
import { expectGolden, yamlDocuments } from '../testing/golden';
import type { App } from './app';
import { applicationObjects, rootObjects } from './applications';

const waves = factsFrom(flannelFacts);
const rolling = factsFrom({ ...flannelFacts, delivery: 'rolling' });
const hub = factsFrom({ ...flannelFacts, destination: 'https://192.0.2.11:6443' });

const object = (namespace: string, name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});
const apps: readonly App[] = [
  { name: 'namespaces', namespace: 'demo', wave: 0, removal: 'orphan', objects: [object('demo', 'a')] },
  {
    name: 'network',
    namespace: 'kube-system',
    wave: 1,
    removal: 'orphan',
    objects: [],
    upstream: helmChart({
      // What a Go template would read stays text: values are data to the set.
      values: { banner: '{{ .name }} <&>', list: [1, '2', true], nested: { empty: {}, none: [] } },
      creates: [{ group: 'apps', kind: 'DaemonSet', namespace: 'kube-system' }],
    }),
    ignoreDifferences: [
      { group: '', kind: 'Secret', jsonPointers: ['/data'], why: 'the controller makes a new key' },
    ],
  },
  {
    name: 'store',
    group: 'data',
    namespace: 'demo',
    wave: 10,
    removal: 'cascade',
    objects: [object('demo', 'b')],
  },
  {
    name: 'viewer',
    namespace: 'demo',
    wave: 2,
    removal: 'cascade',
    objects: [object('demo', 'c')],
    upstream: helmChart(),
  },
];

test.each([
  ['waves', waves],
  ['rolling', rolling],
  ['hub', hub],
])('what the root applies, delivered by %s', (name, facts) => {
  expectGolden(`argocd/${name}.yaml`, yamlDocuments(applicationObjects(apps, facts)));
});

test('what a person applies once: the project of the root, then the root', () => {
  expectGolden('argocd/root.yaml', yamlDocuments(rootObjects(waves)));
});

test('projects come before every Application, and go after the last one that refers to them', () => {
  const objects = applicationObjects(apps, waves);
  const wave = ({ metadata }: KubeObject) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']);
  const of = (kind: string) => objects.filter((one) => one.kind === kind);
  expect(Math.max(...of('AppProject').map(wave))).toBeLessThan(Math.min(...of('Application').map(wave)));
  // Pruned in the reverse order of waves, and after everything else.
  for (const { metadata } of of('AppProject'))
    expect(metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': 'PruneLast=true' });
});

test('a project outlives Applications that a set removes behind the back of the root', () => {
  const finalizers = (facts: typeof waves) =>
    applicationObjects(apps, facts)
      .filter(({ kind }) => kind === 'AppProject')
      .map(({ metadata }) => field(metadata, 'finalizers'));
  expect(finalizers(rolling)).toEqual(apps.map(() => ['resources-finalizer.argocd.argoproj.io']));
  // The root waits for those that it removes itself, and the API server warns of this name.
  expect(finalizers(waves)).toEqual(apps.map(() => undefined));
});

test('the apps of a group share one project, which allows what each of its own would allow and nothing else', () => {
  const shared = factsFrom({ ...flannelFacts, projects: 'group' });
  const grouped = apps.map((app) => (app.name === 'viewer' ? { ...app, group: 'data' } : app));
  const projects = applicationObjects(grouped, shared).filter(({ kind }) => kind === 'AppProject');
  expect(projects.map(({ metadata }) => metadata.name)).toEqual(['namespaces', 'network', 'data']);
  expect(find(projects, 'AppProject', 'data')['spec']).toEqual({
    description: 'What the group data may touch in small',
    sourceRepos: ['https://charts.example.com', 'https://git.example.com/home/clusters.git'],
    destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'demo' }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
  });
});

test('every object that Argo CD reads lives beside it', () => {
  for (const facts of [waves, rolling, hub])
    for (const { metadata } of [...applicationObjects(apps, facts), ...rootObjects(facts)])
      expect(metadata.namespace).toBe('argocd');
});

describe('delivery by rolling', () => {
  const set = find(applicationObjects(apps, rolling), 'ApplicationSet');

  test('gives Applications that differ from those of waves in the label of their step only: what prunes there prunes here', () => {
    const rendered = renderSet(set['spec']);
    const expected = applicationObjects(apps, waves).filter(({ kind }) => kind === 'Application');
    expect(rendered.map(({ metadata }) => metadata['name'])).toEqual(
      expected.map(({ metadata }) => metadata.name),
    );
    rendered.forEach((application, index) => {
      const metadata = expected[index]?.metadata;
      const wave = metadata?.annotations?.['argocd.argoproj.io/sync-wave'];
      const group = metadata?.labels?.['asterism.dev/group'];
      expect(application.metadata).toEqual({
        ...metadata,
        labels: { 'asterism.dev/wave': wave, ...(group !== undefined && { 'asterism.dev/group': group }) },
      });
      expect(application.spec).toEqual(expected[index]?.['spec']);
    });
  });

  test('has one step a wave, by number and not by text, and each Application is in exactly one', () => {
    const steps = field(set['spec'], 'strategy', 'rollingSync', 'steps');
    expect(steps).toEqual(
      ['0', '1', '2', '10'].map((wave) => ({
        matchExpressions: [{ key: 'asterism.dev/wave', operator: 'In', values: [wave] }],
      })),
    );
  });

  test('keeps the finalizer away from what must stay, and the set itself from being pruned', () => {
    expect(
      renderSet(set['spec']).filter(({ metadata }) => metadata['finalizers'] === undefined),
    ).toHaveLength(2);
    expect(set.metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=false',
    });
  });
});

test('the root applies the folder of its cluster and not the bootstrap folder in it, nor itself', () => {
  const root = find(rootObjects(hub), 'Application');
  expect(root.metadata.name).toBe('small-root');
  expect(root.metadata).not.toHaveProperty('finalizers');
  expect(root['spec']).toMatchObject({
    project: 'small-root',
    destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
    // Without `directory.recurse`, folders below are left out.
    source: { path: 'apps/small' },
  });
  expect(field(root['spec'], 'source')).not.toHaveProperty('directory');
  expect(applicationObjects(apps, hub).map(({ metadata }) => metadata.name)).not.toContain('small-root');
});
