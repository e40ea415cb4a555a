import { demo, deployment, foundBy, raw, webLabels } from '../testing/findings';
import { objectForm } from './object-form';

const rbac = 'rbac.authorization.k8s.io/v1';
const named = (apiVersion: string, kind: string, name: string, more: object = {}) =>
  foundBy(
    objectForm,
    demo((chart) => {
      raw(chart, apiVersion, kind, {}, { name, namespace: 'demo', ...more });
    }),
  );

test.each([
  ['v1', 'ConfigMap', 'a.b-c.1'],
  ['v1', 'ConfigMap', '1a'],
  ['v1', 'ConfigMap', 'a'.repeat(253)],
  ['v1', 'Service', 'a-1'],
  ['v1', 'Service', 'a'.repeat(63)],
  ['batch/v1', 'CronJob', 'a'.repeat(52)],
  [rbac, 'Role', 'system:Reader of.things'.replaceAll(' ', '-')],
  [rbac, 'ClusterRole', 'A:b'],
])('%s %s may be named %s', (apiVersion, kind, name) => {
  expect(named(apiVersion, kind, name)).toEqual([]);
});

test.each([
  ['v1', 'ConfigMap', 'Upper'],
  ['v1', 'ConfigMap', '../../etc/passwd'],
  ['v1', 'ConfigMap', '/etc/passwd'],
  ['v1', 'ConfigMap', 'a\u0000b'],
  ['v1', 'ConfigMap', 'a\nb'],
  ['v1', 'ConfigMap', 'a_b'],
  ['v1', 'ConfigMap', '-a'],
  ['v1', 'ConfigMap', 'a..b'],
  ['v1', 'ConfigMap', 'ä'],
  ['v1', 'ConfigMap', 'a'.repeat(254)],
  ['v1', 'Service', '1a'],
  ['v1', 'Service', 'a.b'],
  ['v1', 'Service', 'a'.repeat(64)],
  ['v1', 'Namespace', 'a.b'],
  ['batch/v1', 'CronJob', 'a'.repeat(53)],
  [rbac, 'Role', '..'],
  [rbac, 'Role', '../a'],
  [rbac, 'ClusterRole', 'a%2fb'],
])('%s %s may not be named %j', (apiVersion, kind, name) => {
  const messages = named(apiVersion, kind, name);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/: metadata\.name: "\S.* is not a name of an? \w+; use \S.{20,}/);
});

test.each<[string, string, string, object, string]>([
  ['v1', 'configMap', 'a', {}, 'kind: "configMap" is not a kind; '],
  ['v1', 'A/../../b', 'a', {}, 'kind: "A/../../b" is not a kind; '],
  ['Apps/v1', 'Deployment', 'a', {}, 'apiVersion: "Apps/v1" is not a version; '],
  ['v1', 'ConfigMap', 'a', { namespace: '../b' }, 'metadata.namespace: "../b" is not a namespace; '],
  [
    'v1',
    'ConfigMap',
    'a',
    { labels: { 'a b': 'c' } },
    'metadata.labels.a b: "a b" is not a valid Kubernetes label key',
  ],
  [
    'v1',
    'ConfigMap',
    'a',
    { labels: { a: 'b c' } },
    'metadata.labels.a: "b c" is not a valid Kubernetes label value',
  ],
  ['v1', 'ConfigMap', 'a', { labels: { a: 'b'.repeat(64) } }, 'is not a valid Kubernetes label value'],
  [
    'v1',
    'ConfigMap',
    'a',
    { annotations: { 'a/b/c': 'd' } },
    'metadata.annotations.a/b/c: "a/b/c" is not a valid Kubernetes label key',
  ],
])('%s %s %s with %j is reported', (apiVersion, kind, name, more, words) => {
  const messages = named(apiVersion, kind, name, more);
  expect(messages.join('\n')).toContain(words);
});

test('annotations may fill their limit to the last byte, and not beyond', () => {
  // An object of that size gets an annotation of ours.
  const ours = 'argocd.argoproj.io/sync-options'.length + 'ServerSideApply=true'.length;
  const filled = (more: number) => ({ annotations: { a: 'x'.repeat(262_144 - ours - 1 + more) } });
  expect(named('v1', 'ConfigMap', 'a', filled(0))).toEqual([]);
  expect(named('v1', 'ConfigMap', 'a', filled(1))).toEqual([
    'dist/small/demo/configmap-a.yaml: metadata.annotations: they hold 262145 bytes together, and the API server takes 262144; put what is large into a ConfigMap or a file',
  ]);
});

test('labels of pods have the same form', () => {
  const odd = demo((chart) => {
    deployment(chart, {}, { ...webLabels, tier: 'front end' });
  });
  expect(foundBy(objectForm, odd)).toEqual([
    'dist/small/demo/deployment-web.yaml: spec.template.metadata.labels.tier: "front end" is not a valid Kubernetes label value; use at most 63 letters, digits and inner "-", "_" and "."',
  ]);
});
