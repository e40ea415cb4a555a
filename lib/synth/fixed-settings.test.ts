import { factsFrom, flannelFacts } from '../testing/facts';
import { fixedSettings } from './fixed-settings';

const path = 'dist/home/hosts/ada/k3s-config.yaml';
const home = { ...factsFrom(flannelFacts), name: 'home' };
const changes = (before: string, after: string, at = path) =>
  fixedSettings(
    {
      write: [{ path: at, text: after }],
      disk: new Map([[at, { kind: 'file', text: before }]]),
    },
    [home],
  );

test.each([
  [
    'cluster-cidr: "10.42.0.0/16"',
    'cluster-cidr: "10.44.0.0/16"',
    'cluster-cidr',
    '10.42.0.0/16',
    '10.44.0.0/16',
  ],
  [
    '"--service-cidr=10.43.0.0/16"',
    '"--service-cidr=10.45.0.0/16"',
    'service-cidr',
    '10.43.0.0/16',
    '10.45.0.0/16',
  ],
  ['cluster-dns: 10.43.0.10', 'cluster-dns: 10.43.0.11', 'cluster-dns', '10.43.0.10', '10.43.0.11'],
])('%s that becomes %s is named', (old, now, setting, before, after) => {
  expect(changes(`a: 1\n${old}\n`, `a: 2\n${now}\n`)).toEqual([
    { cluster: 'home', by: 'k3s', setting, before, after },
  ]);
});

test('a setting that stays, a new one, and one in a file of Argo CD are not named', () => {
  expect(changes('cluster-cidr: 10.42.0.0/16\n', 'cluster-cidr: 10.42.0.0/16\nnode-ip: 1\n')).toEqual([]);
  expect(changes('a: 1\n', 'cluster-cidr: 10.42.0.0/16\n')).toEqual([]);
  expect(changes('cluster-cidr: 1\n', 'cluster-cidr: 2\n', 'dist/home/app/configmap-a.yaml')).toEqual([]);
});

test('a setting that several machines share is named once', () => {
  const paths = ['ada', 'bob'].map((name) => `dist/home/hosts/${name}/k3s-config.yaml`);
  const disk = new Map(
    paths.map((one) => [one, { kind: 'file' as const, text: 'cluster-cidr: 10.42.0.0/16\n' }]),
  );
  const write = paths.map((one) => ({ path: one, text: 'cluster-cidr: 10.44.0.0/16\n' }));
  expect(fixedSettings({ write, disk }, [home])).toHaveLength(1);
});
