import { demo, foundBy, raw } from '../testing/findings';
import { helmChart } from '../testing/components';
import { k3s } from '../machines';
import { builtInKinds, servedSince } from '../synth';
import { bundled, smallCluster } from '../testing/clusters';
import { isBuiltInNamespaced } from '../synth/built-in';
import { findingsIn } from '.';
import { knownKind } from './known-kind';
import { removedIn } from './removed-kinds';

const found = (apiVersion: string, kind: string, plan: Parameters<typeof demo>[1] = {}) =>
  foundBy(
    knownKind,
    demo((chart) => {
      raw(chart, apiVersion, kind);
    }, plan),
  );
const at = (kind: string) => `dist/small/demo/${kind}-a.yaml`;

test('every kind that Kubernetes serves passes', () => {
  const all = Object.entries(builtInKinds).flatMap(([apiVersion, kinds]) =>
    kinds.map((kind) => ({ apiVersion, kind })),
  );
  expect(all.length).toBeGreaterThan(60);
  const messages = foundBy(
    knownKind,
    demo((chart) => {
      for (const { apiVersion, kind } of all) {
        const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
        const name = { name: 'a', ...(isBuiltInNamespaced(group, kind) && { namespace: 'demo' }) };
        raw(chart, apiVersion, kind, {}, name);
      }
    }),
  );
  expect(messages).toEqual([]);
});

test.each([
  [
    'apps/v1',
    'Deploymnt',
    'Kubernetes 1.33 does not serve kind Deploymnt in apps/v1; did you mean "Deployment"?',
  ],
  ['v1', 'Deployment', 'Kubernetes 1.33 does not serve kind Deployment in v1; write apps/v1'],
  ['apps/v1beta1', 'Deployment', 'Kubernetes 1.16 removed kind Deployment of apps/v1beta1; write apps/v1'],
  [
    'extensions/v1beta1',
    'Ingress',
    'Kubernetes 1.22 removed kind Ingress of extensions/v1beta1; write networking.k8s.io/v1',
  ],
  ['v1', 'List', 'does not serve kind List in v1; make the objects of the list one by one'],
  [
    'metallb.io/v1beta1',
    'IPAdressPool',
    'no component defines kind IPAdressPool of metallb.io, so its scope is unknown and its project would permit whatever was typed; did you mean "metallb.io/IPAddressPool"?',
  ],
  [
    'example.com/v1',
    'Telescope',
    "state it in defines of the component that brings the definition: { group: 'example.com', kind: 'Telescope', namespaced: true }",
  ],
])('%s %s is reported, with the next step', (apiVersion, kind, words) => {
  const messages = found(apiVersion, kind);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(`${at(kind.toLowerCase())}: `);
  expect(messages[0]).toContain(words);
});

test.each([...removedIn])('%s is reported as removed by %s, with the version to write', (id, version) => {
  const [apiVersion = '', kind = ''] = id.split(' ');
  const [message = '', ...others] = found(apiVersion, kind);
  expect(others).toEqual([]);
  expect(message).toContain(`Kubernetes ${version} removed kind ${kind} of ${apiVersion}; `);
  const [, written] = /; write (?:.* or )?(\S+)$/.exec(message) ?? [];
  if (kind === 'PodSecurityPolicy') expect(message).toContain('podSecurity');
  else expect(builtInKinds[written ?? '']).toContain(kind);
});

test('a kind passes that a component defines, that its chart creates, or whose definition ships', () => {
  const telescope = { group: 'example.com', kind: 'Telescope' };
  expect(found('example.com/v1', 'Telescope', { defines: [{ ...telescope, namespaced: true }] })).toEqual([]);
  const upstream = helmChart({ creates: [{ ...telescope, namespace: 'demo' }] });
  expect(found('example.com/v1', 'Telescope', { upstream })).toEqual([]);
  const spec = { group: 'example.com', scope: 'Namespaced', names: { kind: 'Telescope' } };
  const own = demo((chart) => {
    raw(
      chart,
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      { spec },
      { name: 'telescopes.example.com' },
    );
    raw(chart, 'example.com/v1', 'Telescope');
  });
  expect(foundBy(knownKind, own)).toEqual([]);
});

test.each([
  ['traefik.io/v1alpha1', 'IngressRoute'],
  ['traefik.io/v1alpha1', 'Middleware'],
  ['helm.cattle.io/v1', 'HelmChartConfig'],
])('%s %s comes with the cluster on k3s', (apiVersion, kind) => {
  expect(found(apiVersion, kind)).toEqual([]);
});

test.each([...servedSince])('%s comes with Kubernetes 1.%s, and is reported before', (id, since) => {
  const [apiVersion = '', kind = ''] = id.split(' ');
  const group = apiVersion.replace(/\/.*/, '');
  const at = (minor: number) => {
    const name = { name: 'a', ...(isBuiltInNamespaced(group, kind) && { namespace: 'demo' }) };
    const own = demo((chart) => {
      raw(chart, apiVersion, kind, {}, name);
    });
    const distribution = k3s({ version: `v1.${minor}.1+k3s1`, networkPlugin: 'flannel' });
    return findingsIn(bundled(smallCluster([own], { distribution }))).filter(
      ({ rule }) => rule === knownKind.id,
    );
  };
  expect(at(since)).toEqual([]);
  expect(at(since + 1)).toEqual([]);
  expect(at(since - 1)).toMatchObject([
    {
      reason: `Kubernetes 1.${since - 1} does not serve kind ${kind} in ${apiVersion}, which comes with 1.${since}`,
      next: 'remove it, or upgrade the cluster first',
    },
  ]);
});
