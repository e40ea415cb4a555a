import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { charts, images } from '../../components/versions';
import { repositoryFiles } from './files';
import {
  chartManager,
  clusterManagers,
  ociChartManager,
  renovateFile,
  synthWorkflow,
  type VersionManager,
} from './renovate';

const root = join(__dirname, '..', '..', '..');
const catalogue = 'lib/components/versions.ts';
const catalogueFiles = [`/^${catalogue.replaceAll('/', '\\/').replace('.', '\\.')}$/`];

/** How Renovate finds the versions of this repository: those of the catalogue as well. */
const ownManagers: readonly VersionManager[] = [
  ...clusterManagers,
  chartManager(catalogueFiles),
  ociChartManager(catalogueFiles),
  {
    customType: 'regex',
    description: 'images of the catalogue',
    managerFilePatterns: catalogueFiles,
    matchStrings: ["[a-zA-Z]+: '(?<depName>[a-z0-9-]+\\.[a-z0-9.-]+/[^':]+):(?<currentValue>[^':]+)'"],
    datasourceTemplate: 'docker',
  },
];

/** What the managers of a file find in it: source, name and version. */
function found(text: string, path: string, managers: readonly VersionManager[]): readonly string[] {
  return managers
    .filter(({ managerFilePatterns }) =>
      managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(path)),
    )
    .flatMap(({ matchStrings, datasourceTemplate, depNameTemplate, packageNameTemplate }) =>
      matchStrings.flatMap((pattern) =>
        [...text.matchAll(new RegExp(pattern, 'g'))].map(({ groups = {} }) => {
          const filled = (template: string) =>
            template.replaceAll(/\{\{\{(\w+)\}\}\}/g, (_, name: string) => groups[name] ?? '');
          const name =
            packageNameTemplate === undefined
              ? depNameTemplate === undefined
                ? (groups['depName'] ?? '')
                : filled(depNameTemplate)
              : filled(packageNameTemplate);
          return [datasourceTemplate, groups['registryUrl'] ?? [], name, groups['currentValue'] ?? '']
            .flat()
            .join(' ');
        }),
      ),
    );
}

test('Renovate finds the versions in a cluster file, each where it comes from', () => {
  const text = `
    distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
    distribution: k3s({
      version: placeholder('v1.34.1+k3s1', 'k3s release'),
    image: 'registry.example.com:5000/shop:1.4.2',
    image: placeholder('docker.io/nginxinc/nginx-unprivileged:1.28.0-alpine', 'image'),
    image: 'ghcr.io/a/b:2@sha256:${'0'.repeat(64)}',
    repository: 'https://charts.example.com', chart: 'podinfo', version: '6.7.1',
    repository: 'oci://registry.example.com/charts',
    chart: 'shop',
    version: '2.0.0',
    git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
    url: 'https://github.com/kubernetes-csi/external-snapshotter.git',
    revision: 'v8.2.0',`;
  expect(found(text, 'clusters/home.ts', clusterManagers)).toEqual([
    'github-releases k3s-io/k3s v1.33.5+k3s1',
    'github-releases k3s-io/k3s v1.34.1+k3s1',
    'docker registry.example.com:5000/shop 1.4.2',
    'docker docker.io/nginxinc/nginx-unprivileged 1.28.0-alpine',
    'docker ghcr.io/a/b 2',
    'helm https://charts.example.com podinfo 6.7.1',
    'docker registry.example.com/charts/shop 2.0.0',
    'git-tags https://github.com/kubernetes-csi/external-snapshotter.git v8.2.0',
  ]);
  expect(found(text, 'dist/home/clusters/home.ts', clusterManagers)).toEqual([]);
});

test('Renovate finds every chart and image of the catalogue at its version', () => {
  const text = readFileSync(join(root, catalogue), 'utf8');
  const wanted = [
    ...Object.values(charts).map(({ repository, chart, version }) =>
      repository.startsWith('https://')
        ? `helm ${repository} ${chart} ${version}`
        : `docker ${repository}/${chart} ${version}`,
    ),
    ...Object.values(images).map((image) => `docker ${image.replace(':', ' ')}`),
  ];
  expect([...found(text, catalogue, ownManagers)].sort()).toEqual(wanted.sort());
});

test('this repository has the configuration and the workflow that a new one gets, for its catalogue too', () => {
  const own = (path: string) => readFileSync(join(root, path), 'utf8');
  expect(own('renovate.json')).toBe(renovateFile(ownManagers));
  expect(own('.github/workflows/synth.yaml')).toBe(
    synthWorkflow(['npm run synth', 'npm run reference'], ['dist', 'apps', 'docs/reference']),
  );
});

test('a new repository has both', () => {
  const files = new Map(
    repositoryFiles({
      name: 'home',
      git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
      network: '192.0.2.0/24',
      nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' }],
      distribution: { kind: 'k3s', version: 'v1.33.5+k3s1' },
    }).map(({ path, text }) => [path, text]),
  );
  expect(files.get('renovate.json')).toBe(renovateFile(clusterManagers));
  expect(files.get('.github/workflows/synth.yaml')).toContain('run: npx asterism synth\n');
  expect(found(files.get('clusters/home.ts') ?? '', 'clusters/home.ts', clusterManagers)).toContain(
    'github-releases k3s-io/k3s v1.33.5+k3s1',
  );
});
