import { findingsIn } from '../check';
import type { Component } from '../component';
import { bundled, smallCluster } from '../testing/clusters';
import { workloadOf } from '../testing/components';
import { read } from '../testing/facts';
import { field } from '../testing/field';
import { untyped } from '../testing/untyped';
import { gitFolder, type GitFolderProps } from './git-folder';

const props: GitFolderProps = {
  name: 'metrics',
  namespace: 'metrics',
  url: 'https://git.example.com/metrics.git',
  revision: 'v1.2.3',
  path: 'deploy/base',
  creates: { '': ['rbac.authorization.k8s.io/ClusterRole'], metrics: ['apps/Deployment', '/Service'] },
  workloads: [workloadOf('metrics', { name: 'server' })],
};

test('its Application follows the pinned folder, and its project allows what it creates', () => {
  const bundle = bundled(smallCluster([gitFolder(props)]));
  expect(findingsIn(bundle)).toEqual([]);
  const object = (kind: string) =>
    bundle.objects.find(({ object: one }) => one.kind === kind && one.metadata.name === 'metrics')?.object;
  expect(field(object('Application'), 'spec', 'source')).toEqual({
    repoURL: 'https://git.example.com/metrics.git',
    targetRevision: 'v1.2.3',
    path: 'deploy/base',
  });
  expect(object('AppProject')).toMatchObject({
    spec: {
      clusterResourceWhitelist: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' }],
      namespaceResourceWhitelist: [
        { group: '', kind: 'Service' },
        { group: 'apps', kind: 'Deployment' },
      ],
    },
  });
});

test('a folder that does not state what it creates ships with a warning', () => {
  const found = findingsIn(bundled(smallCluster([gitFolder({ ...props, creates: 'anything' })])));
  expect(found.map(({ rule, severity }) => ({ rule, severity }))).toEqual([
    { rule: 'any-kind-allowed', severity: 'warning' },
  ]);
});

test('pods without stated flows are a finding', () => {
  const found = findingsIn(bundled(smallCluster([gitFolder({ ...props, workloads: [] })])));
  expect(found.map(({ rule }) => rule)).toEqual(['stated-pods']);
});

test.each([
  [
    'a branch',
    { revision: 'main' },
    '.revision: "main" is a name that moves without a commit here; write a tag such as v1.2.3, or a commit',
  ],
  [
    'another branch',
    { revision: 'refs/heads/release' },
    '.revision: "refs/heads/release" is a name that moves',
  ],
  ['HEAD', { revision: 'HEAD' }, '.revision: "HEAD" is a name that moves'],
  ['a range of tags', { revision: 'v1.*' }, '.revision: "v1.*" is not a valid git branch, tag or commit'],
  ['a way out of the repository', { path: '../x' }, '.path: "../x" is not a path within a repository'],
  ['a path from the root', { path: '/deploy' }, '.path: "/deploy" is not a path within a repository'],
  [
    'a password in the address',
    { url: 'https://a:b@git.example.com/x.git' },
    '.url: contains a user, password or token',
  ],
  [
    'a kind without a group',
    { creates: { metrics: ['Deployment'] } },
    '.creates.metrics[0]: "Deployment" is not a kind; write one such as apps/Deployment, or /Service of the core group',
  ],
  ['no kinds', { creates: undefined }, '.creates: found undefined; expected "anything" or an object'],
])('%s is refused', (_, change, expected) => {
  const component = untyped<Component>(gitFolder)({ ...props, ...change });
  expect(read(component).messages.join('\n')).toContain(`small.components.metrics${expected}`);
});
