import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayApi } from '../../lib/components/versions';
import { catalogueCharts } from '../charts/rendering';
import { chosenPins, definitionFile, type DefinitionPin, definitionPins } from './definition-pins';
import { takeDefinitions } from './take-definitions';

/** Charts without definitions, and those whose definitions no public Go module has: that of Longhorn has a template of Helm. */
const without: readonly string[] = ['kured', 'longhorn', 'strimzi-kafka-operator'];

/** What a cluster may take: every chart of the catalogue, and the Gateway API. */
const offered = [
  ...catalogueCharts(),
  ...gatewayApi.versions.map((version) => ({ chart: 'gateway-api', version })),
].map(({ chart, version }) => ({ product: chart, version }));

test.each(offered.filter(({ product }) => !without.includes(product)))(
  'the definitions of $product $version are pinned, once',
  ({ product, version }) => {
    const serving = definitionPins().filter((pin) => pin.product === product && pin.serves.includes(version));
    expect(serving).toHaveLength(1);
  },
);

test('no pin serves a version that a cluster cannot take, and each product has its newest last', () => {
  for (const { product, serves } of definitionPins())
    for (const version of serves) expect(offered).toContainEqual({ product, version });
  const products = new Set(definitionPins().map(({ product }) => product));
  for (const product of products) {
    const own = definitionPins().filter((pin) => pin.product === product);
    const versions = own.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  }
});

test('a charted product without pins is known to have none', () => {
  for (const product of without) {
    expect(offered.map((each) => each.product)).toContain(product);
    expect(definitionPins().map((pin) => pin.product)).not.toContain(product);
  }
});

describe('the pins of a cluster', () => {
  const pin = (product: string, version: string, ...serves: string[]): DefinitionPin => ({
    product,
    module: `example.com/${product}`,
    version,
    sum: 'h1:right',
    folders: ['crds'],
    serves,
  });
  const pins = [pin('mesh', 'v1.0.0', '1.0.9'), pin('mesh', 'v2.0.0', '2.0.1'), pin('dns', 'v3.0.0')];

  test('are those that serve what it takes, and of all else the newest', () => {
    const versions = (taken: [string, string][]) =>
      chosenPins(pins, new Map(taken)).map(({ version }) => version);
    expect(versions([])).toEqual(['v2.0.0', 'v3.0.0']);
    expect(versions([['mesh', '1.0.9']])).toEqual(['v1.0.0', 'v3.0.0']);
    expect(versions([['unknown', '1']])).toEqual(['v2.0.0', 'v3.0.0']);
  });

  test('are missing all at once, with the file where they belong', () => {
    const taken = new Map([
      ['mesh', '3.0.0'],
      ['dns', 'v4'],
    ]);
    expect(() => chosenPins(pins, taken)).toThrow(
      /modules\.json: found no definitions for mesh 3\.0\.0; add .*\n.*for dns v4; add/,
    );
  });
});

describe('taking definitions', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'asterism-definitions-'));
    mkdirSync(join(folder, 'module', 'crds'), { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const pin: DefinitionPin = {
    product: 'mesh',
    module: 'example.com/mesh',
    version: 'v1.0.0',
    sum: 'h1:right',
    folders: ['crds'],
    serves: [],
  };
  const take = (sum: string) =>
    takeDefinitions([pin], folder, (module) => {
      expect(module).toBe('example.com/mesh@v1.0.0');
      return Promise.resolve(JSON.stringify({ Dir: join(folder, 'module'), Sum: sum }));
    });

  test('every document of the folder that is a definition is taken, and nothing else', async () => {
    const crds = join(folder, 'module', 'crds');
    writeFileSync(join(crds, 'b.yaml'), 'kind: CustomResourceDefinition\nmetadata: { name: b }\n');
    writeFileSync(
      join(crds, 'a.yaml'),
      '# licence\n---\nkind: CustomResourceDefinition\nmetadata: { name: a }\n---\nkind: Other\n',
    );
    writeFileSync(join(crds, 'kustomization.yaml'), 'resources: []\n');
    writeFileSync(join(crds, 'doc.go'), 'package crds\n');
    await take('h1:right');
    const taken: unknown = JSON.parse(readFileSync(join(folder, definitionFile(pin)), 'utf8'));
    expect(taken).toMatchObject([{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }]);
  });

  test('descriptions are left out, and fields of that name stay', async () => {
    const schema = {
      description: 'text',
      properties: { description: { type: 'string', description: 'text' } },
    };
    writeFileSync(
      join(folder, 'module', 'crds', 'a.yaml'),
      JSON.stringify({ kind: 'CustomResourceDefinition', spec: { versions: [{ schema }] } }),
    );
    await take('h1:right');
    expect(JSON.parse(readFileSync(join(folder, definitionFile(pin)), 'utf8'))).toEqual([
      {
        kind: 'CustomResourceDefinition',
        spec: { versions: [{ schema: { properties: { description: { type: 'string' } } } }] },
      },
    ]);
  });

  test('another module than the pinned one is refused, and so is one without definitions', async () => {
    await expect(take('h1:other')).rejects.toThrow(/checksum mismatch .* found h1:other, expected h1:right/);
    await expect(take('h1:right')).rejects.toThrow('example.com/mesh v1.0.0: found no definitions in crds');
  });
});
