import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { Application } from '../../imports/argoproj.io';
import type { Component } from '../component';
import type { ClusterInput } from '../plan';
import { bundled, ciliumCluster, planned, smallCluster } from '../testing/clusters';
import {
  broker,
  caller,
  configMap,
  filling,
  made,
  onNodes,
  packaged,
  port,
  to,
  workloadOf,
} from '../testing/components';
import { field } from '../testing/field';
import { expectGolden } from '../testing/golden';
import { bundleOf, filesOf } from '.';

const files = (input: ClusterInput) => filesOf(bundled(input));
const pathsOf = (...components: readonly Component[]) =>
  files(smallCluster(components)).map(({ path }) => path);

const messages = broker();
const parts: readonly Component[] = [
  messages,
  caller('sink', [to(messages.endpoint, 'read')]),
  caller('watcher', [{ to: { kind: 'kube-apiserver' }, why: 'watch' }], 'tools'),
  onNodes('exporter', { listens: [port('metrics', 9100)] }),
  packaged('parcel', {
    values: { b: 1, a: { d: 2, c: 3 } },
    creates: [{ group: '', kind: 'Service', namespace: 'parcel' }],
  }),
];

test('the order in which components are listed changes no byte and no file, with either plugin and delivery', () => {
  for (const cluster of [smallCluster, ciliumCluster])
    for (const delivery of ['waves', 'rolling'] as const) {
      const wanted = sortedFiles(files(cluster(parts, { delivery })));
      fc.assert(
        fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (turned) => {
          expect(sortedFiles(files(cluster(turned, { delivery })))).toEqual(wanted);
        }),
        { numRuns: 8, seed: 20_260_104 },
      );
    }
});

test('the order in which a component makes its objects changes no byte and no file', () => {
  const names = ['a', 'b', 'c', 'd'];
  const shipped = (order: readonly string[]) =>
    sortedFiles(
      files(
        smallCluster([
          made({
            name: 'demo',
            plan: {
              build: (chart) => {
                for (const name of order) configMap(chart, name, 'demo', {}, { z: '1', a: name });
              },
            },
          }),
        ]),
      ),
    );
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
      expect(shipped(order)).toEqual(shipped(names));
    }),
    { numRuns: 10, seed: 20_260_105 },
  );
});

test('the same cluster read twice gives the same bytes', () => {
  expect(files(ciliumCluster(parts))).toEqual(files(ciliumCluster(parts)));
});

test('every file is one document that reads back as its object, and ends with a line feed', () => {
  const bundle = bundled(ciliumCluster(parts));
  const texts = new Map(filesOf(bundle).map(({ path, text }) => [path, text]));
  expect(bundle.objects.length).toBeGreaterThan(20);
  for (const { path, object } of bundle.objects) {
    expect(load(texts.get(path) ?? '')).toEqual(JSON.parse(JSON.stringify(object)));
    expect(texts.get(path)).toMatch(/[^\n]\n$/);
  }
});

test('a whole small cluster, as files', () => {
  // Files of machines are in goldens of their own, under hosts/: here only their names.
  const shown = files(ciliumCluster(parts)).map(({ path, text }) =>
    path.startsWith('dist/small/hosts/') ? `# ${path}` : `# ${path}\n${text}`,
  );
  expectGolden('synth/small.txt', shown.join('\n'));
});

test('a file is named after kind and name, and after the namespace where that is not the home of its app', () => {
  const paths = pathsOf(
    made({
      name: 'demo',
      plan: {
        build: (chart) => {
          configMap(chart, 'same', 'demo');
          configMap(chart, 'same', 'kube-system');
          new ApiObject(chart, 'role', {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'ClusterRole',
            metadata: { name: 'demo:read' },
          });
        },
      },
    }),
  );
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/small/demo/configmap-same.yaml',
      'dist/small/demo/configmap-same.kube-system.yaml',
      'dist/small/demo/clusterrole-demo-read.yaml',
      'dist/small/namespaces/namespace-demo.yaml',
      'dist/small/namespaces/networkpolicy-default-deny.demo.yaml',
      'apps/small/application-demo.yaml',
      'apps/small/appproject-demo.yaml',
      'apps/small/bootstrap/bootstrap.yaml',
    ]),
  );
});

test('a further component leaves the names of the files of the others alone', () => {
  const before = pathsOf(...parts);
  expect(pathsOf(...parts, broker('aaa'))).toEqual(expect.arrayContaining(before));
});

test('namespaces come first, each denied last, after what its pods may do', () => {
  const { apps } = bundled(smallCluster(parts));
  const namespaces = apps.find(({ name }) => name === 'namespaces');
  expect(namespaces).toMatchObject({ wave: 0, removal: 'orphan' });
  expect(Math.min(...apps.filter((app) => app !== namespaces).map(({ wave }) => wave))).toBe(1);
  const order = new Map<string, Set<number>>();
  for (const { kind, metadata } of namespaces?.objects ?? []) {
    const group = metadata.name === 'default-deny' ? metadata.name : kind;
    const wave = Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    order.set(group, (order.get(group) ?? new Set()).add(wave));
  }
  expect(Object.fromEntries(order)).toEqual({
    Namespace: new Set([-2]),
    NetworkPolicy: new Set([-1]),
    'default-deny': new Set([0]),
  });
});

test('a namespace is neither pruned nor deleted without a word, and enforces the Pod Security of who lives in it', () => {
  const text = files(smallCluster(parts)).find(({ path }) => path.endsWith('namespace-exporter.yaml'))?.text;
  expect(load(text ?? '')).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'exporter',
      annotations: {
        'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
        'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=false',
        'argocd.argoproj.io/sync-wave': '-2',
      },
      labels: {
        'app.kubernetes.io/instance': 'namespaces',
        'app.kubernetes.io/managed-by': 'asterism',
        'app.kubernetes.io/name': 'namespaces',
        'pod-security.kubernetes.io/enforce': 'privileged',
        'pod-security.kubernetes.io/warn': 'privileged',
      },
    },
  });
});

test('a component that makes nothing is a problem: its Application would be gone, and pruned', () => {
  const silent = made({
    name: 'silent',
    plan: { build: () => undefined, workloads: [workloadOf('silent', { name: 'pod' })] },
  });
  const bundle = bundled(smallCluster([broker(), silent]));
  expect(bundle.problems).toEqual([
    {
      at: 'small.components.silent',
      reason:
        'makes no object and has no upstream, so it gets no Application, and the one that it had is pruned',
      next: 'let build make its objects, state an upstream, or drop the component from the list',
    },
  ]);
  const paths = filesOf(bundle).map(({ path }) => path);
  expect(paths.filter((path) => path.includes('silent'))).toEqual([
    'dist/small/namespaces/namespace-silent.yaml',
    'dist/small/namespaces/networkpolicy-default-deny.silent.yaml',
    'dist/small/namespaces/networkpolicy-silent-pod.silent.yaml',
  ]);
});

test('what a cluster cannot live without stays when its Application goes', () => {
  const bundle = bundleOf(
    planned(
      ciliumCluster([
        broker(),
        made({ name: 'argo-cd', namespace: 'argocd', plan: { provides: [filling('delivery')] } }),
      ]),
    ),
    new Map(),
  );
  expect(Object.fromEntries(bundle.apps.map(({ name, removal }) => [name, removal]))).toEqual({
    'argo-cd': 'orphan',
    broker: 'cascade',
    cilium: 'orphan',
    namespaces: 'orphan',
  });
});

test('each Application reads the folder that its objects are in', () => {
  const bundle = bundled(ciliumCluster(parts));
  const sources = bundle.objects.flatMap(({ object }) => {
    if (object.kind !== Application.GVK.kind) return [];
    const spec = object['spec'];
    const source = field(spec, 'source') ?? field(spec, 'sources', 1);
    return [[object.metadata.name, field(source, 'path')]];
  });
  for (const { name, objects } of bundle.apps.filter((app) => app.objects.length > 0)) {
    const path = `dist/small/${name}`;
    expect(sources).toContainEqual([name, path]);
    const there = bundle.objects.filter((shipped) => shipped.path.startsWith(`${path}/`));
    expect(there).toHaveLength(objects.length);
  }
});

function sortedFiles(list: readonly { readonly path: string; readonly text: string }[]) {
  return [...list].sort((a, b) => (a.path < b.path ? -1 : 1));
}
