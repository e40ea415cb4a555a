import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listedObjects, listPath, listText } from './objects';
import { catalogueCharts, renderingOf } from './rendering';
import { type Helm, takeChart } from './take';

const project = join(__dirname, '..', '..');

test.each(catalogueCharts())(
  'what $chart $version creates is listed, with where it was taken from',
  ({ chart, version, repository }) => {
    const objects = listedObjects(chart, version);
    expect(objects.length).toBeGreaterThan(5);
    const { namespace } = renderingOf(chart);
    expect(readFileSync(join(project, listPath(chart, version)), 'utf8')).toBe(
      listText({ chart, version, repository, namespace, objects }),
    );
  },
);

test('no list is left of a chart that no cluster can take', () => {
  const wanted = catalogueCharts().map(({ chart, version }) => listPath(chart, version));
  const found = readdirSync(join(__dirname, 'objects')).map((file) => `lab/charts/objects/${file}`);
  expect(found.sort()).toEqual(wanted.sort());
});

test('a chart without a list is named with the command that writes one', () => {
  expect(() => listedObjects('mesh', '1.0.0')).toThrow(
    'lab/charts/objects/mesh-1.0.0.json: not found; npm run lab:charts -- --write',
  );
});

describe('taking a chart', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'asterism-take-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const rendered = [
    '# Source: mesh/templates/service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: { name: mesh, namespace: net, annotations: }',
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: meshes.example.com }',
    'apiVersion: batch/v1\nkind: Job\nmetadata: { name: init, annotations: { helm.sh/hook: pre-install } }',
  ].join('\n---\n');

  /** Plays Helm, and keeps how it was called. */
  function helmWith(files: Readonly<Record<string, string>>): { helm: Helm; called: string[] } {
    const called: string[] = [];
    const helm: Helm = (args) => {
      called.push(args.join(' '));
      if (args[0] !== 'pull') return Promise.resolve(rendered);
      const place = join(args.at(-1) ?? '', 'mesh');
      mkdirSync(place, { recursive: true });
      for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
      return Promise.resolve('');
    };
    return { helm, called };
  }
  const folders = () => ({
    definitions: join(folder, 'definitions'),
    charts: join(folder, 'charts'),
    scratch: join(folder, 'scratch'),
  });

  test('keeps its values, its schema and its definitions, and lists what it creates in order', async () => {
    const { helm } = helmWith({ 'values.yaml': 'a: 1\n', 'values.schema.json': '{}', 'README.md': '' });
    const source = { repository: 'https://charts.example.com', chart: 'mesh', version: '1.0.0' };
    expect(await takeChart(helm, source, folders())).toEqual({
      ...source,
      namespace: 'mesh',
      objects: [
        {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          name: 'meshes.example.com',
        },
        { apiVersion: 'batch/v1', kind: 'Job', name: 'init', hook: 'pre-install' },
        { apiVersion: 'v1', kind: 'Service', name: 'mesh', namespace: 'net' },
      ],
    });
    expect(readdirSync(join(folder, 'charts', 'mesh-1.0.0')).sort()).toEqual([
      'values.schema.json',
      'values.yaml',
    ]);
    expect(readFileSync(join(folder, 'definitions', 'mesh-1.0.0.yaml'), 'utf8')).toContain(
      '"name":"meshes.example.com"',
    );
  });

  test('leaves no schema that an earlier one had', async () => {
    const source = { repository: 'https://charts.example.com', chart: 'mesh', version: '1.0.0' };
    await takeChart(helmWith({ 'values.yaml': '', 'values.schema.json': '{}' }).helm, source, folders());
    rmSync(join(folder, 'scratch'), { recursive: true });
    await takeChart(helmWith({ 'values.yaml': '' }).helm, source, folders());
    expect(readdirSync(join(folder, 'charts', 'mesh-1.0.0'))).toEqual(['values.yaml']);
  });

  test.each([
    ['https://charts.example.com', 'pull mesh --repo https://charts.example.com --version 1.0.0'],
    ['registry.example.com/charts', 'pull oci://registry.example.com/charts/mesh --version 1.0.0'],
  ])('asks %s in its own way', async (repository, expected) => {
    const { helm, called } = helmWith({ 'values.yaml': '' });
    await takeChart(helm, { repository, chart: 'mesh', version: '1.0.0' }, folders());
    expect(called[0]).toContain(expected);
  });
});
