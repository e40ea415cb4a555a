import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, argoCd } from '../components';
import { defineCluster } from '../plan';
import { smallCluster } from '../testing/clusters';
import { keptLines } from './kept-data';
import { synthesize } from './synthesize';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-kept-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const image = 'registry.example.com/shop:1.0.0';
const ports = { http: 8080 };
const withVolume = (name: string, namespace = name, volume = 'data') =>
  app({
    ...{ name, namespace, image, ports, connects: [] },
    volumes: [{ kind: 'claim', name: volume, path: '/data', size: '1Gi' }],
  });
const other = app({ name: 'other', image, ports, connects: [] });

/** The lines of a synth after another one. */
function lines(before: Parameters<typeof smallCluster>[0], after: typeof before, check: boolean): string[] {
  for (const [components, last] of [
    [before, false],
    [after, true],
  ] as const) {
    const clusters = [defineCluster(smallCluster(components))];
    const { problems, findings, plan, files } = synthesize({
      root,
      clusters,
      all: true,
      check: last && check,
    });
    expect([problems, findings]).toEqual([[], []]);
    if (last) return [...keptLines(plan, files, check)];
  }
  return [];
}

test('an app that goes takes its claim along after a person confirms it, and its namespace stays', () => {
  expect(lines([withVolume('shop'), other], [other], false)).toEqual([
    'kept small: Namespace shop has no file any more, and Argo CD leaves it in the cluster with what is in it. Nothing under a new name gets its data: copy what is needed before you delete anything',
    'kept small: PersistentVolumeClaim shop/shop-data has no file any more. Once this is committed, Argo CD asks before it deletes Application shop with its data, and delivers no other change until a person confirms. To keep the data, write shop back as it was; to delete it, run argocd app confirm-deletion shop',
  ]);
});

test('where Argo CD is one of the components, the page that says how to remove the app is named', () => {
  const [, claim = ''] = lines([withVolume('shop'), argoCd()], [argoCd()], true);
  expect(claim).toContain(
    'follow the page that goes as well: git show HEAD:dist/small/hosts/runbooks/remove-component-shop.md',
  );
});

test('a claim with another name leaves the old one behind, as --check says before', () => {
  expect(lines([withVolume('shop')], [withVolume('shop', 'shop', 'files')], true)).toEqual([
    'kept small: PersistentVolumeClaim shop/shop-data would have no file any more, and Argo CD leaves it in the cluster with what is in it. Nothing under a new name gets its data: copy what is needed before you delete anything',
  ]);
});

test('what holds no data, and what stays under another path, is not mentioned', () => {
  const beside = app({ name: 'beside', namespace: 'shop', image, ports, connects: [] });
  expect(lines([withVolume('shop'), beside, other], [withVolume('shop'), other], false)).toEqual([]);
});
