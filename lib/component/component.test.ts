import { k8s } from 'cdk8s-plus-28';
import fc from 'fast-check';
import * as v from 'valibot';
import { factsFrom, flannelFacts } from '../testing/facts';
import { placeholder, type Problem, problemText } from '../values';
import { filesChecksum } from './checksum';
import { declareComponent, planOf, type PropsOf } from './declare';
import { componentLabels, podLabels } from './labels';
import { objectsOf } from './objects';
import { pod } from './pod';
import { createdKinds } from './upstream';

const shape = v.strictObject({ size: v.exactOptional(v.number(), 3), tone: v.string() });

function readWith(props: PropsOf<typeof shape>) {
  const seen: unknown[] = [];
  const problems: Problem[] = [];
  const component = declareComponent(
    { kind: 'bell', name: 'bell', namespace: 'tower' },
    shape,
    props,
    (parsed) => {
      seen.push(parsed);
      return planOf({ build: () => undefined });
    },
  );
  const plan = component.plan?.({
    facts: factsFrom(flannelFacts),
    at: 'small.components.bell',
    report: (problem) => problems.push(problem),
  });
  return { component, plan, seen, messages: [...component.problems, ...problems].map(problemText) };
}

describe('a declared component', () => {
  test('is planned only when it is asked for, and keeps its props as they were written', () => {
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
    const { seen, component } = readWith({ tone: placeholder('low', 'tone') });
    expect(seen).toEqual([{ size: 3, tone: 'low' }]);
    expect(component.open).toEqual([{ at: '.tone', what: 'tone' }]);
  });

  test('has no plan where its props are not of their shape', () => {
    const { seen, plan, messages } = readWith(Object.assign({ tone: 'low' }, { tone: 7, sise: 4 }));
    expect([seen, plan]).toEqual([[], undefined]);
    expect(messages).toEqual([
      '.sise: unknown key "sise"; did you mean "size"?',
      '.tone: found 7; expected a string',
    ]);
  });

  test('is called what its props say, with their defaults, where its identity does not', () => {
    const named = v.strictObject({ name: v.exactOptional(v.string(), 'bell'), namespace: v.string() });
    const identityOf = (props: object) => {
      const { name, namespace, problems } = declareComponent(
        { kind: 'thing' },
        named,
        Object.assign({ namespace: 'x' }, props),
        () => planOf({ build: () => undefined }),
      );
      return [name, namespace, problems.map(problemText)];
    };
    expect(identityOf({ namespace: placeholder('tower', 'where') })).toEqual(['bell', 'tower', []]);
    expect(identityOf({ name: 'Bell', namespace: 'tower' })).toEqual([
      'Bell',
      'tower',
      [expect.stringContaining('.name: "Bell" is not a valid DNS label')],
    ]);
    expect(identityOf({ namespace: 'tower', name: 5 })).toEqual([
      'thing',
      'tower',
      ['.name: found 5; expected a string'],
    ]);
  });
});

test('a plan has nothing that it does not name, and is restricted', () => {
  const build = () => undefined;
  expect(planOf({ build })).toEqual({
    provides: [],
    requires: [],
    workloads: [],
    secrets: [],
    podSecurity: 'restricted',
    claims: [],
    build,
  });
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

test('objects have the standard labels of their owner beside their own', () => {
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
