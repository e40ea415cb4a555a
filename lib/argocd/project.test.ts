import fc from 'fast-check';
import { anything, type CreatedKind, type KubeObject } from '../component';
import { factsFrom, flannelFacts } from '../testing/facts';
import { helmChart } from '../testing/components';
import { field } from '../testing/field';
import { allowances, type Need, permits, withoutOne } from '../testing/projects';
import type { App } from './app';
import { applicationSpec } from './application';
import { projectSpec, rootProjectSpec } from './project';

const facts = factsFrom(flannelFacts);
const hub = factsFrom({ ...flannelFacts, destination: 'https://192.0.2.11:6443' });

const namespace = fc.constantFrom('demo', 'store', 'kube-system');
const kindIn = (scope: fc.Arbitrary<string | undefined>): fc.Arbitrary<CreatedKind> =>
  fc
    .record({
      written: fc.constantFrom(
        '/ConfigMap',
        '/Service',
        'apps/Deployment',
        'example.com/Telescope',
        'other.com/Telescope',
      ),
      namespace: scope,
    })
    .map(({ written, namespace: place }) => {
      const [group = '', kind = ''] = written.split('/');
      return { group, kind, ...(place !== undefined && { namespace: place }) };
    });
const kinds = fc.array(kindIn(fc.option(namespace, { nil: undefined })), { maxLength: 6 });

const apps: fc.Arbitrary<App> = fc
  .record({
    namespace,
    objects: kinds,
    creates: fc.option(kinds, { nil: undefined }),
    kind: fc.constantFrom('helm' as const, 'git' as const),
  })
  .filter(({ objects, creates }) => objects.length > 0 || creates !== undefined)
  .map(({ namespace: home, objects, creates, kind }) => ({
    name: 'demo',
    namespace: home,
    wave: 1,
    removal: 'cascade',
    objects: objects.map(objectOf),
    ...(creates !== undefined && {
      upstream:
        kind === 'helm'
          ? helmChart({ creates })
          : {
              kind,
              url: 'https://git.example.com/parts.git',
              revision: 'v1',
              path: 'crd',
              creates,
              serverSideApply: false,
            },
    }),
  }));

function objectOf({ group, kind, namespace: place }: CreatedKind, index: number): KubeObject {
  return {
    apiVersion: group === '' ? 'v1' : `${group}/v1`,
    kind,
    metadata: { name: `object-${index}`, ...(place !== undefined && { namespace: place }) },
  };
}

/** Everything that Argo CD asks the project about when it syncs the app. */
function needsOf(app: App, server: string): Need[] {
  const spec = applicationSpec(app, server === facts.destination ? facts : hub);
  const sources = spec.sources ?? (spec.source === undefined ? [] : [spec.source]);
  const made: readonly CreatedKind[] = [
    ...app.objects.map(({ apiVersion, kind, metadata }) => ({
      group: apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '',
      kind,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    })),
    ...(app.upstream?.creates ?? []),
  ];
  return [
    ...sources.map((source): Need => ({ kind: 'source', url: source.repoURL })),
    {
      kind: 'destination',
      server: spec.destination.server ?? '',
      namespace: spec.destination.namespace ?? '',
    },
    ...made.map((one): Need => ({
      kind: 'object',
      group: one.group,
      object: one.kind,
      namespaced: one.namespace !== undefined,
    })),
    ...made.flatMap((one): Need[] =>
      one.namespace === undefined ? [] : [{ kind: 'destination', server, namespace: one.namespace }],
    ),
  ];
}

test.each([
  ['beside Argo CD', facts],
  ['under a hub', hub],
])('the project of an app %s allows what the app does, and each entry is needed', (_, where) => {
  let tried = 0;
  fc.assert(
    fc.property(apps, (app) => {
      const spec = projectSpec('demo', [app], where);
      const needs = needsOf(app, where.destination);
      for (const need of needs)
        expect({ need, permitted: permits(spec, need) }).toEqual({ need, permitted: true });
      for (const poorer of withoutOne(spec)) {
        tried += 1;
        const refused = needs.some((need) => !permits(poorer.spec, need));
        expect({ lost: poorer.lost, refused }).toEqual({ lost: poorer.lost, refused: true });
      }
    }),
    { numRuns: 200, seed: 20_260_102 },
  );
  expect(tried).toBeGreaterThan(500);
});

test('a project states all its lists: a missing list of kinds would allow every kind', () => {
  const app: App = {
    name: 'pools',
    namespace: 'demo',
    wave: 1,
    removal: 'cascade',
    objects: [objectOf({ group: 'example.com', kind: 'Pool' }, 0)],
  };
  const spec = projectSpec('pools', [app], facts);
  for (const name of allowances) expect(spec).toHaveProperty(name);
  expect(spec.namespaceResourceWhitelist).toEqual([]);
  expect(permits(spec, { kind: 'object', group: '', object: 'Secret', namespaced: true })).toBe(false);
});

test('the project of a group allows what the projects of its apps allow together', () => {
  fc.assert(
    fc.property(fc.array(apps, { minLength: 1, maxLength: 4 }), (members) => {
      const shared = projectSpec('the group data', members, facts);
      const own = members.map((app) => projectSpec('demo', [app], facts));
      for (const name of allowances) {
        const written = (spec: (typeof own)[number]) =>
          (spec[name] ?? []).map((entry) => JSON.stringify(entry));
        expect(new Set(written(shared))).toEqual(new Set(own.flatMap(written)));
        expect(written(shared)).toHaveLength(new Set(written(shared)).size);
      }
    }),
    { numRuns: 100, seed: 20_261_127 },
  );
});

test('the project of a chart that may create anything allows every kind in every namespace', () => {
  const upstream = helmChart({ creates: anything });
  const spec = projectSpec(
    'demo',
    [{ name: 'demo', namespace: 'demo', wave: 1, removal: 'cascade', objects: [], upstream }],
    facts,
  );
  expect(spec).toEqual({
    description: 'What demo may touch in small',
    sourceRepos: ['https://charts.example.com'],
    destinations: [{ server: facts.destination, namespace: '*' }],
    clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
  });
});

test('order and repetition of objects do not show in a project', () => {
  fc.assert(
    fc.property(apps, (app) => {
      const turned: App = { ...app, objects: [...app.objects, ...app.objects].reverse() };
      expect(projectSpec('demo', [turned], facts)).toEqual(projectSpec('demo', [app], facts));
    }),
    { numRuns: 50, seed: 20_260_103 },
  );
});

test('who makes namespaces may go to every one: a namespace that has left is named by nothing any more', () => {
  const policy = { group: 'networking.k8s.io', kind: 'NetworkPolicy', namespace: 'demo' };
  const app = (...made: readonly CreatedKind[]): App => ({
    name: 'namespaces',
    namespace: 'demo',
    wave: 0,
    removal: 'orphan',
    objects: made.map(objectOf),
  });
  const spec = projectSpec('namespaces', [app({ group: '', kind: 'Namespace' }, policy)], facts);
  expect(spec.destinations).toEqual([{ server: facts.destination, namespace: '*' }]);
  expect(spec.namespaceResourceWhitelist).toEqual([{ group: 'networking.k8s.io', kind: 'NetworkPolicy' }]);
  expect(projectSpec('namespaces', [app(policy)], facts).destinations).toEqual([
    { server: facts.destination, namespace: 'demo' },
  ]);
});

test.each([
  ['waves' as const, 'Application'],
  ['rolling' as const, 'ApplicationSet'],
])(
  'the root may make projects and what delivery by %s needs, beside Argo CD, and nothing else',
  (delivery, kind) => {
    const spec = rootProjectSpec({ ...hub, delivery });
    expect(spec).toEqual({
      description: 'Projects and Applications of small',
      sourceRepos: ['https://git.example.com/home/clusters.git'],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'argocd' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind },
      ],
    });
    expect(field(spec, 'clusterResourceWhitelist')).toEqual([]);
  },
);
