import type { App } from '../argocd';
import { factsFrom, flannelFacts } from '../testing/facts';
import { helmChart } from '../testing/components';
import { rootList } from './root-list';

const facts = factsFrom(flannelFacts);
const app = (name: string, wave: number, more: Partial<App> = {}): App => ({
  name,
  namespace: name,
  wave,
  objects: [],
  removal: 'cascade',
  ...more,
});
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };

test('apps are listed by wave, and under the groups in the order in which Argo CD reaches them', () => {
  const list = rootList(
    [
      app('blog', 3, { group: 'apps', objects: [object] }),
      app('database', 2, { group: 'data', objects: [object] }),
      app('cache', 3, { group: 'data', objects: [object] }),
      app('namespaces', 0, { objects: [object] }),
    ],
    facts,
    3,
  );
  const name = /^(?:### Group |\| \d \| )(\w+)/;
  expect(list.flatMap((line) => name.exec(line)?.[1] ?? [])).toEqual([
    'namespaces',
    'data',
    'database',
    'cache',
    'apps',
    'blog',
  ]);
});

test('a line says where Argo CD gets the objects from', () => {
  const upstream = helmChart({ chart: 'viewer', version: '1.2.3' });
  const parts: App['upstream'] = {
    kind: 'git',
    url: 'https://git.example.com/parts.git',
    revision: 'v1',
    path: 'deploy/a|b',
    creates: [],
    serverSideApply: false,
  };
  const list = rootList(
    [app('viewer', 1, { upstream, objects: [object] }), app('parts', 2, { upstream: parts })],
    facts,
    3,
  );
  expect(list.filter((line) => /^\| \d/.test(line))).toEqual([
    '| 1 | viewer | viewer | chart viewer 1.2.3, `dist/small/viewer` |',
    '| 2 | parts | parts | `deploy/a\\|b` of https://git.example.com/parts.git at v1 |',
  ]);
});
