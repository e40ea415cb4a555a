import { ApiObject, Chart, Include } from 'cdk8s';
import { Construct } from 'constructs';
import type { ComponentPlan } from '../component';
import { bundled, planned, smallCluster } from '../testing/clusters';
import { configMap, made } from '../testing/components';
import { problemText } from '../values';
import { bundleOf } from '.';

type Build = ComponentPlan['build'];

/** The messages about component `demo` with this build. */
function messagesOf(build: Build): readonly string[] {
  const { problems, apps } = bundleOf(
    planned(smallCluster([made({ name: 'demo', plan: { build } })])),
    new Map(),
  );
  expect(apps.filter(({ name }) => name === 'demo')).toEqual([]);
  return problems.map(problemText);
}

const at = 'small.components.demo';
const raw = (fields: object) => (chart: Chart) => {
  const sound = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'demo' } };
  // As plain JavaScript would: TypeScript keeps most of this from happening.
  Reflect.construct(ApiObject, [chart, 'object', { ...sound, ...fields }]);
};
const fail = (thrown: unknown) => (): never => {
  throw thrown;
};
const endless: Record<string, unknown> = {};
endless['endless'] = endless;
const deep = Array.from({ length: 20_000 }).reduce<object>((inner) => ({ inner }), {});

test('a build that makes its objects is accepted', () => {
  const { problems, apps } = bundled(smallCluster([made({ name: 'demo' })]));
  expect(problems).toEqual([]);
  expect(apps.map(({ name }) => name)).toContain('demo');
});

test.each<[string, Build, string]>([
  [
    'throws',
    () => {
      throw new Error('no name\nsecond line');
    },
    `its build failed: no name; `,
  ],
  ['throws a text', fail('just words'), `its build failed: just words; `],
  ['throws nothing', fail(undefined), 'its build failed: undefined; '],
  [
    'calls itself for ever',
    function again(chart): void {
      again(chart);
    },
    'its build failed: a value contains itself, or is nested without end',
  ],
  [
    'is async',
    async (chart) => {
      await Promise.resolve();
      configMap(chart, 'late', 'demo');
    },
    'its build is async, and synth does not wait',
  ],
  [
    'is async and fails later',
    async () => {
      await Promise.resolve();
      throw new Error('later');
    },
    'its build is async',
  ],
  ['makes nothing', () => undefined, 'makes no object and has no upstream'],
  [
    'makes two constructs of one id',
    (chart) => {
      new Construct(chart, 'same');
      new Construct(chart, 'same');
    },
    "its build failed: There is already a Construct with name 'same'",
  ],
  [
    'includes a missing file',
    (chart) => {
      new Include(chart, 'file', { url: '/missing/file.yaml' });
    },
    'its build failed: /missing/file.yaml, which it includes, cannot be loaded; ',
  ],
  [
    'makes a chart in a chart that throws',
    (chart) => {
      new Chart(chart, 'Not A Name').node.addValidation({ validate: () => ['x'] });
      throw new TypeError('bad');
    },
    'its build failed: bad',
  ],
  [
    'makes an object that contains itself',
    raw({ data: endless }),
    'its build failed: a value contains itself',
  ],
  [
    'makes an object without end',
    raw({ data: deep }),
    'its build failed: a value contains itself, or is nested without end',
  ],
  [
    'makes an object with a Map',
    raw({ data: new Map() }),
    "its build failed: Failed serializing construct at path 'demo/object'",
  ],
  [
    'makes an object with a function',
    raw({ data: { a: () => 1 } }),
    'its build makes an object ("ConfigMap" "a") whose data.a has no JSON',
  ],
  [
    'makes an object with a number that is none',
    raw({ data: { a: [1, Number.NaN] } }),
    'whose data.a.1 has no JSON',
  ],
  ['makes an object with a bigint', raw({ data: { a: 10n } }), 'whose data.a has no JSON'],
  [
    'makes an object without a kind',
    raw({ kind: '' }),
    'its build makes an object ("" "a") whose kind is ""',
  ],
  ['makes an object whose kind is a number', raw({ kind: 7 }), 'whose kind is 7'],
  [
    'makes an object whose name is a number',
    raw({ metadata: { name: 7, namespace: 'demo' } }),
    'whose metadata.name is 7',
  ],
  [
    'makes an object without a name',
    raw({ metadata: { name: '', namespace: 'demo' } }),
    'whose metadata.name is ""',
  ],
  [
    'makes an object whose namespace is a list',
    raw({ metadata: { name: 'a', namespace: ['demo'] } }),
    'whose metadata.namespace is ["demo"]',
  ],
  [
    'makes an object whose label is a number',
    raw({ metadata: { name: 'a', namespace: 'demo', labels: { tier: 1 } } }),
    'whose metadata.labels.tier is 1; write a string',
  ],
  [
    'makes an object whose annotation is true',
    raw({ metadata: { name: 'a', namespace: 'demo', annotations: { on: true } } }),
    'whose metadata.annotations.on is true; write a string',
  ],
  ['makes an object without a version', raw({ apiVersion: undefined }), 'its build failed: '],
])('a build that %s is a problem at its component, and never an exception', (_, build, words) => {
  const messages = messagesOf(build);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^small\.components\.demo: [^\n]+; [^\n]+$/);
  expect(messages[0]?.slice(at.length + 2)).toContain(words);
});
