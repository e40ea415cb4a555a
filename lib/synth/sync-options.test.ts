import { dataKinds, type KubeObject } from '../component';
import { claim, readClaims } from '../inventory';
import { helmChart } from '../testing/components';
import { problemText } from '../values';
import { dataKindsOf, withSyncOptions } from './sync-options';

const key = 'argocd.argoproj.io/sync-options';

function object(
  apiVersion: string,
  kind: string,
  more: Partial<KubeObject> & { options?: string } = {},
): KubeObject {
  const { options, ...fields } = more;
  const annotations =
    options === undefined ? {} : { annotations: { 'a.example.com/x': 'y', [key]: options } };
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'demo', ...annotations }, ...fields };
}

/** The kinds that hold data in a cluster with something that brings such a kind. */
const holdsData = dataKindsOf({
  claims: readClaims(
    [claim(dataKinds, { group: 'example.com', kind: 'Archive' })],
    { by: 'archive', at: 'archive' },
    (problem) => {
      throw new Error(problemText(problem));
    },
  ),
});
const optionsOf = (made: KubeObject, upstream = helmChart()) =>
  withSyncOptions(made, upstream, holdsData).metadata.annotations?.[key];

const bringing = helmChart({
  creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
});

describe('kinds that somebody has to define first skip the dry run while they are missing', () => {
  test.each([
    ['example.com/v1', 'Telescope'],
    ['gateway.networking.k8s.io/v1', 'Gateway'],
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshotClass'],
    ['cluster.x-k8s.io/v1beta1', 'Cluster'],
  ])('%s %s', (apiVersion, kind) => {
    expect(optionsOf(object(apiVersion, kind))).toBe('SkipDryRunOnMissingResource=true');
    expect(optionsOf(object(apiVersion, kind), bringing)).toBeUndefined();
  });

  test.each([
    ['v1', 'Service'],
    ['apps/v1', 'Deployment'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
  ])('%s %s is there from the start', (apiVersion, kind) => {
    expect(optionsOf(object(apiVersion, kind))).toBeUndefined();
  });
});

describe('what does not fit into the annotation of client-side apply is applied by the server', () => {
  const limit = 262_144;
  const sized = (bytes: number, character = 'x') => {
    const empty = Buffer.byteLength(JSON.stringify(object('v1', 'ConfigMap', { data: { a: '' } })));
    const length = Math.floor((bytes - empty) / Buffer.byteLength(JSON.stringify(character).slice(1, -1)));
    return object('v1', 'ConfigMap', { data: { a: character.repeat(length) } });
  };

  test.each([
    ['one text of the limit', sized(limit), undefined],
    ['one text just over it', sized(limit + 1), 'ServerSideApply=true'],
    ['letters of two bytes each', sized(limit + 1000, 'ü'), 'ServerSideApply=true'],
    ['quotes, which JSON escapes', sized(limit + 1000, '"'), 'ServerSideApply=true'],
    ['control characters, of six bytes each', sized(limit + 1000, '\u0001'), 'ServerSideApply=true'],
    [
      'many small parts of another kind',
      object('v1', 'Service', {
        spec: { ports: Array.from({ length: 9500 }, () => ({ port: 80, name: 'abcdefg' })) },
      }),
      'ServerSideApply=true',
    ],
  ])('%s', (_, made, options) => {
    expect(optionsOf(made)).toBe(options);
  });
});

describe('what holds data is not pruned, and deleted with a word only', () => {
  test.each([
    ['v1', 'PersistentVolumeClaim', 'Delete=confirm,Prune=false'],
    ['v1', 'PersistentVolume', 'Delete=confirm,Prune=false'],
    ['v1', 'Namespace', 'Delete=confirm,Prune=false'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'Delete=confirm,Prune=false'],
    ['example.com/v1', 'Archive', 'Delete=confirm,Prune=false,SkipDryRunOnMissingResource=true'],
  ])('%s %s', (apiVersion, kind, options) => {
    expect(optionsOf(object(apiVersion, kind))).toBe(options);
  });

  test('and leaves its Application Synced after it was removed from git', () => {
    const annotations = (kind: string) =>
      withSyncOptions(object('v1', kind), undefined, holdsData).metadata.annotations;
    expect(annotations('Namespace')).toMatchObject({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    });
    expect(annotations('Service')).toBeUndefined();
  });
});

test.each([
  ['kept and joined with what is needed', 'Replace=true', 'Replace=true,SkipDryRunOnMissingResource=true'],
  [
    'sorted, without spaces',
    ' Validate=false , Force=true',
    'Force=true,SkipDryRunOnMissingResource=true,Validate=false',
  ],
  [
    'the last word on what they name',
    'SkipDryRunOnMissingResource=false',
    'SkipDryRunOnMissingResource=false',
  ],
  ['not said twice', 'SkipDryRunOnMissingResource=true', 'SkipDryRunOnMissingResource=true'],
  ['nothing when empty', '', 'SkipDryRunOnMissingResource=true'],
])('options that an object states are %s', (_, options, expected) => {
  const made = withSyncOptions(object('example.com/v1', 'Telescope', { options }), undefined, holdsData);
  expect(made.metadata.annotations).toEqual({ 'a.example.com/x': 'y', [key]: expected });
});

test('a claim that a person lets go is pruned: what is stated wins', () => {
  expect(optionsOf(object('v1', 'PersistentVolumeClaim', { options: 'Prune=true,Delete=true' }))).toBe(
    'Prune=true,Delete=true',
  );
});

test('an object that needs nothing is handed on as it is, and keys keep their alphabetical order', () => {
  const plain = object('v1', 'Service');
  expect(withSyncOptions(plain, undefined, holdsData)).toBe(plain);
  const made = withSyncOptions(object('example.com/v1', 'Telescope'), undefined, holdsData);
  expect(Object.keys(made.metadata)).toEqual(['annotations', 'name', 'namespace']);
});
