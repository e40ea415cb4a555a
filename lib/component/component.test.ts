import { k8s } from 'cdk8s-plus-28';
import fc from 'fast-check';
import * as v from 'valibot';
import { factsFrom, flannelFacts } from '../testing/facts';
import { type OpenFact, placeholder, type Problem, problemText } from '../values';
import { filesChecksum } from './checksum';
import { declareComponent, nameIn, planOf, type PropsOf } from './declare';
import { componentLabels, podLabels } from './labels';
import { objectsOf } from './objects';
import { pod } from './pod';
import { createdKinds } from './upstream';

const shape = v.strictObject({ size: v.exactOptional(v.number(), 3), tone: v.string() });

function readWith(props: PropsOf<typeof shape>) {
  const seen: unknown[] = [];
  const problems: Problem[] = [];
  const open: OpenFact[] = [];
  const component = declareComponent(
    { kind: 'bell', name: 'bell', namespace: 'tower' },
    shape,
    props,
    (parsed) => {
      seen.push(parsed);
      return planOf({ build: () => undefined });
    },
  );
  const plan = component.plan({
    facts: factsFrom(flannelFacts),
    at: 'small.components.bell',
    report: (problem) => problems.push(problem),
    open: (fact) => open.push(fact),
  });
  return { component, plan, seen, open, messages: problems.map(problemText) };
}

describe('a declared component', () => {
  test('reads nothing before it is planned, and keeps its props as they were written', () => {
    const props = { tone: placeholder('low', 'tone') };
    const plan = jest.fn(() => planOf({ build: () => undefined }));
    const component = declareComponent(
      { kind: 'bell', name: 'bell', namespace: 'tower' },
      shape,
      props,
      plan,
    );
    expect(plan).not.toHaveBeenCalled();
    expect(component.props).toBe(props);
  });

  test('is planned with its defaults filled in and examples in the place of placeholders', () => {
    const { seen, open } = readWith({ tone: placeholder('low', 'tone') });
    expect(seen).toEqual([{ size: 3, tone: 'low' }]);
    expect(open).toEqual([{ at: 'small.components.bell.tone', what: 'tone' }]);
  });

  test('is planned without its unknown keys, which are reported', () => {
    const { seen, plan, messages } = readWith(Object.assign({ tone: 'low' }, { sise: 4, colour: 'red' }));
    expect(seen).toEqual([{ size: 4, tone: 'low' }]);
    expect(plan).toBeDefined();
    expect(messages).toEqual([
      'small.components.bell.sise: unknown key "sise"; did you mean "size"?',
      'small.components.bell.colour: unknown key "colour"; drop it, or use one of size, tone',
    ]);
  });

  test('has no plan where its props are not of their shape', () => {
    const { seen, plan, messages } = readWith(Object.assign({ tone: 'low' }, { tone: 7 }));
    expect([seen, plan]).toEqual([[], undefined]);
    expect(messages).toEqual(['small.components.bell.tone: found 7; expected a string']);
  });
});

test('a plan has nothing that it does not name, and is restricted', () => {
  const build = () => undefined;
  expect(planOf({ build })).toEqual({
    provides: [],
    requires: [],
    workloads: [],
    secrets: [],
    tables: [],
    podSecurity: 'restricted',
    topics: { declared: [], used: [] },
    build,
  });
});

test('a name that is no text gives way to the default', () => {
  expect([
    nameIn('a', 'b'),
    nameIn(undefined, 'b'),
    nameIn(placeholder('a', 'x'), 'b'),
    nameIn('', 'b'),
  ]).toEqual(['a', 'b', 'b', '']);
});

describe('the checksum of files', () => {
  const sumOf = (files: Record<string, string>) => Object.values(filesChecksum(files))[0];
  const files = fc.dictionary(fc.stringMatching(/^[a-z.]{1,8}$/), fc.stringMatching(/^[a-z\n]{0,20}$/));

  test('does not depend on their order', () => {
    fc.assert(
      fc.property(files, (some) => {
        expect(sumOf(Object.fromEntries(Object.entries(some).reverse()))).toBe(sumOf(some));
      }),
    );
  });

  test('tells different files apart, names and contents', () => {
    fc.assert(
      fc.property(files, files, (one, other) => {
        expect(sumOf(one) === sumOf(other)).toBe(equal(one, other));
      }),
    );
    expect(sumOf({ a: 'bc' })).not.toBe(sumOf({ ab: 'c' }));
    expect(sumOf({ a: '', b: '' })).not.toBe(sumOf({ a: 'b' }));
  });

  const equal = (one: Record<string, string>, other: Record<string, string>) =>
    Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([name, text]) => Object.hasOwn(other, name) && other[name] === text);
});

test('objects bear the standard labels of their owner beside their own', () => {
  const owner = { kind: 'bell', name: 'big-bell' };
  const objects = objectsOf(owner, (chart) => {
    new k8s.KubeConfigMap(chart, 'one', { metadata: { name: 'one', labels: { app: 'x' } } });
    new k8s.KubeNamespace(chart, 'two', { metadata: { name: 'two' } });
  });
  expect(objects.map(({ kind, metadata }) => [kind, metadata.labels])).toEqual([
    ['ConfigMap', { ...componentLabels(owner), app: 'x' }],
    ['Namespace', componentLabels(owner)],
  ]);
});

test('a selector is made of labels that no change of a version or a prop touches', () => {
  expect(podLabels({ name: 'big-bell' }, 'ringer')).toEqual({
    'app.kubernetes.io/instance': 'big-bell',
    'app.kubernetes.io/component': 'ringer',
  });
});

test('no pod has service links, a token it did not ask for, or root', () => {
  expect(pod(1000, { containers: [] })).toMatchObject({
    enableServiceLinks: false,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
  });
});

test('kinds are written briefly: group, slash, kind, by namespace', () => {
  expect(
    createdKinds({ '': ['rbac.authorization.k8s.io/ClusterRole'], metallb: ['/Service', 'apps/Deployment'] }),
  ).toEqual([
    { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
    { group: '', kind: 'Service', namespace: 'metallb' },
    { group: 'apps', kind: 'Deployment', namespace: 'metallb' },
  ]);
});
