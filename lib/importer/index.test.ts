import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { problemText } from '../values';
import { generateImports } from './index';
import { readInstalled } from './installed';
import type { ReadPackageFile } from './packages';
import type { GroupSource, PackagedGroup } from './source';
import { sources } from './sources';

const root = join(__dirname, '../..');
const installed = readInstalled(root);
const { files, problems } = generateImports(installed);
const header = /^\/\/ Written by `npm run import`/;

const comments = (text: string): string[] => text.match(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm) ?? [];

describe('imports/', () => {
  test('holds what the generator writes, byte for byte', () => {
    expect(problems).toEqual([]);
    expect(files).toHaveLength(sources.length + 1);
    for (const { path, text } of files) expect(text).toBe(readFileSync(join(root, path), 'utf8'));
  });

  test('holds no file of ours for a group that is gone; files of other origin may stand beside', () => {
    const ours = readdirSync(join(root, 'imports'))
      .map((name) => `imports/${name}`)
      .filter((path) => header.test(readFileSync(join(root, path), 'utf8')));
    expect(ours.sort()).toEqual(files.map(({ path }) => path));
  });
});

describe('the generator', () => {
  test('gives the same bytes again', () => {
    expect(generateImports(installed)).toEqual({ files, problems });
  });

  const packaged = sources.filter((source): source is PackagedGroup => source.from === 'package');

  test.each(packaged)('copies no word of $package and stays below 800 bytes a kind', ({ group, kinds }) => {
    const text = files.find(({ path }) => path === `imports/${group}.ts`)?.text ?? '';
    const own = [header, /^\/\*\* `[\w./-]+` \w+, (in a namespace|one for the whole cluster)\. \*\/$/];
    expect(comments(text)).toHaveLength(1 + kinds.length);
    expect(comments(text).filter((comment) => !own.some((form) => form.test(comment)))).toEqual([]);
    expect(text.length).toBeLessThan(300 + 800 * kinds.length);
  });

  test('keeps the described group below 10,000 bytes', () => {
    expect(files.find(({ path }) => path === 'imports/metallb.io.ts')?.text.length).toBeLessThan(10_000);
  });

  test('writes code without any, casts, assertions or switched-off checks', () => {
    for (const { text } of files) {
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\/\/.*$/gm, '');
      expect(code).not.toMatch(/\bany\b|\bas (?!I[A-Z])|\w!|@ts-|eslint-/);
      expect(code).not.toMatch(/^import (?!type )[^;]*kubernetes-models/m);
    }
  });

  test('names a second version of a kind after the version, as cdk8s import does', () => {
    const cilium = files.find(({ path }) => path === 'imports/cilium.io.ts')?.text ?? '';
    expect(
      cilium.match(/class CiliumLoadBalancerIPPool\w* |cilium\.io\/v2alpha1', kind: 'CiliumLoad\w+/g),
    ).toEqual([
      'class CiliumLoadBalancerIPPool ',
      'class CiliumLoadBalancerIPPoolV2Alpha1 ',
      "cilium.io/v2alpha1', kind: 'CiliumLoadBalancerIPPool",
    ]);
  });
});

test('a group that cdk8s import wrote is listed with its scope, and its file is left alone', () => {
  const kinds = [{ kind: 'Telescope', version: 'v1', namespaced: true }];
  const result = generateImports(installed, [{ from: 'elsewhere', group: 'stars.example.com', kinds }]);
  expect(result.files.map(({ path }) => path)).toEqual(['imports/kinds.ts']);
  expect(result.files[0]?.text).toContain("\n  'stars.example.com/Telescope': { namespaced: true },\n");
});

describe('a kind that the installed package does not have', () => {
  const pool = (version: string): GroupSource => ({
    from: 'package',
    group: 'cilium.io',
    package: '@kubernetes-models/cilium',
    kinds: [{ kind: 'CiliumLoadBalancerIPPool', version, namespaced: false }],
  });
  const declaration = (version: string): string =>
    [
      'export interface ICiliumLoadBalancerIPPool extends TypeMeta {',
      `    "apiVersion": "cilium.io/${version}";`,
      '    "spec": Pool;',
      '}',
    ].join('\n');
  const packageOf = (contents: Readonly<Record<string, string>>): ReadPackageFile => {
    const exported = {
      './cilium.io': {},
      './cilium.io/v2': {},
      './cilium.io/v2/*': {},
      './cilium.io/v2alpha1': {},
    };
    const all: Readonly<Record<string, string>> = {
      'package.json': JSON.stringify({ version: '9.9.9', exports: exported }),
      ...contents,
    };
    return (_, path) => all[path];
  };
  const at = 'lib/importer/sources.ts cilium.io';
  const v2 = 'cilium.io/v2/CiliumLoadBalancerIPPool.d.ts';

  test.each<[string, ReadPackageFile, string, string[]]>([
    ['is fine when the package has it', packageOf({ [v2]: declaration('v2') }), 'v2', []],
    [
      'is reported with the versions that the package has',
      packageOf({ [v2]: declaration('v2') }),
      'v2alpha1',
      [
        `${at}/v2alpha1 CiliumLoadBalancerIPPool: @kubernetes-models/cilium 9.9.9 has no such kind; ` +
          'it has the kind in v2; list that, or pin another version of the package',
      ],
    ],
    [
      'is reported when no version has it',
      packageOf({}),
      'v2',
      [
        `${at}/v2 CiliumLoadBalancerIPPool: @kubernetes-models/cilium 9.9.9 has no such kind; ` +
          'pin a version of the package that has it, or describe the kind as metallb.ts does',
      ],
    ],
    [
      'is reported when its declaration has no spec',
      packageOf({ [v2]: declaration('v2').replace('"spec"', '"settings"') }),
      'v2',
      [
        `${at}/v2 CiliumLoadBalancerIPPool: @kubernetes-models/cilium 9.9.9 has no such kind; ` +
          'pin a version of the package that has it, or describe the kind as metallb.ts does',
      ],
    ],
    [
      'is reported when the package is not installed',
      () => undefined,
      'v2',
      [`${at}: @kubernetes-models/cilium is not installed; run npm ci`],
    ],
  ])('%s', (_, read, version, expected) => {
    const result = generateImports(read, [pool(version)]);
    expect(result.problems.map(problemText)).toEqual(expected);
    expect(result.files.length > 0).toBe(expected.length === 0);
  });

  test('does not hide another', () => {
    expect(generateImports(packageOf({}), [pool('v2'), pool('v2alpha1')]).problems).toHaveLength(2);
  });
});
