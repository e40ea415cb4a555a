import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { dependencies, peerDependencies, version } from '../package.json';

// The package as it ships, unpacked into a repository of somebody else (`stranger/`). Nothing comes from the network: what it depends
// on is linked to the packages of this repository.
const root = join(__dirname, '..');
const shipped = ['build/', 'docs/', 'LICENSE', 'README.md', 'package.json'];
let folder: string;
let archive: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-outside-'));
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    // The registry is not asked whether there is a newer npm.
    env: { ...process.env, npm_config_update_notifier: 'false' },
  });
  archive = join(folder, packed.trim().split('\n').at(-1) ?? '');
  cpSync(join(__dirname, 'stranger'), folder, { recursive: true });
  write('package.json', JSON.stringify({ name: 'stranger', private: true }));
  write('tsconfig.json', JSON.stringify(tsconfig));
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'asterism'), { recursive: true });
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', join(modules, 'asterism')]);
  for (const name of [
    ...Object.keys({ ...dependencies, ...peerDependencies }),
    '@types/node',
    'undici-types',
  ])
    link(join(root, 'node_modules', name), join(modules, name));
}, 240_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Strict, declarations of packages included; with `exactOptionalPropertyTypes` those of cdk8s-plus-28 contradict themselves. */
const tsconfig = {
  compilerOptions: {
    target: 'es2023',
    module: 'node20',
    lib: ['es2023'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  },
  include: ['*.ts', 'clusters', 'things'],
};

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function link(target: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place, 'junction');
}

function node(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, CI: 'true' },
  });
  return { status, stdout, stderr };
}

const asterism = (...args: readonly string[]) => node('node_modules/asterism/build/bin.js', ...args);

test('the package has what a person uses and nothing else, in less than 1 MB', () => {
  const files = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n');
  expect(
    files
      .map((file) => file.replace('package/', ''))
      .filter((file) => !shipped.some((prefix) => file.startsWith(prefix))),
  ).toEqual([]);
  expect(files.filter((file) => /\.test\.|^package\/(lab|clusters)\//.test(file))).toEqual([]);
  expect(statSync(archive).size).toBeLessThan(1_000_000);
  const readme = readFileSync(join(folder, 'node_modules/asterism/README.md'), 'utf8');
  const linked = [...readme.matchAll(/\]\((docs\/[^)#]+)/g)].map(([, path]) => `package/${String(path)}`);
  expect(linked).not.toEqual([]);
  expect(linked.filter((path) => !files.includes(path))).toEqual([]);
});

test('publint finds nothing to remark on in the package', () => {
  const publint = join(dirname(require.resolve('publint')), 'cli.js');
  const { status, stdout } = node(publint, 'run', '--strict', archive);
  expect(stdout).toContain('All good!');
  expect(status).toBe(0);
});

test.each([
  ['commonjs', 'node10'],
  ['node16', 'node16'],
  ['node20', 'nodenext'],
  ['esnext', 'bundler'],
])(
  'TypeScript with module %s and moduleResolution %s finds the types of each entry',
  (module, moduleResolution) => {
    const { options } = ts.convertCompilerOptionsFromJson({ module, moduleResolution }, folder);
    const typesOf = (name: string, mode: ts.ResolutionMode) =>
      ts.resolveModuleName(name, join(folder, 'main.ts'), options, ts.sys, undefined, undefined, mode)
        .resolvedModule?.resolvedFileName;
    const types = join(folder, 'node_modules/asterism/build/types/lib');
    for (const mode of [ts.ModuleKind.CommonJS, ts.ModuleKind.ESNext] as const) {
      expect(typesOf('asterism', mode)).toBe(join(types, 'index.d.ts'));
      expect(typesOf('asterism/testing', mode)).toBe(join(types, 'testing/contract.d.ts'));
    }
  },
);

test('a cluster, a component, a capability, a claim and a machine of somebody else compile, declarations included', () => {
  expect(node(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
}, 120_000);

test('the program says its version in any folder, and what it looked for where there are no clusters', () => {
  expect(asterism('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  const elsewhere = spawnSync(
    process.execPath,
    [join(folder, 'node_modules/asterism/build/bin.js'), 'synth'],
    {
      cwd: dirname(folder),
      encoding: 'utf8',
    },
  );
  expect(elsewhere.status).toBe(2);
  expect(elsewhere.stderr).toMatch(/^error main\.ts: not found in .* or in a folder above it; .*\n$/);
});

test('a main.ts that hands over no clusters is an error, and not the silence of a run that had nothing to do', () => {
  const main = readFileSync(join(folder, 'main.ts'), 'utf8');
  write('main.ts', "import { home } from './clusters/home';\nexport const clusters = [home];\n");
  try {
    expect(asterism('synth')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'error main.ts: it does not call run(); end it with run([home]), with your clusters in the list\n',
    });
  } finally {
    write('main.ts', main);
  }
});

test('synth writes the cluster, and finds nothing to change afterwards', () => {
  expect(asterism('synth')).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(join(folder, 'dist/home')).sort()).toEqual(
    expect.arrayContaining(['bells', 'door', 'gate']),
  );
  expect(existsSync(join(folder, 'apps/home/application-door.yaml'))).toBe(true);
  expect(readFileSync(join(folder, 'dist/home/hosts/shelves.txt'), 'utf8')).toBe('ada\n');
  const again = asterism('synth', '--check');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(again.stdout).toContain(' 0 files to write, ');
});

test('the check of a claim of somebody else speaks, and so do a setting of a machine and a missing capability', () => {
  const cluster = readFileSync(join(folder, 'clusters/home.ts'), 'utf8');
  try {
    write('clusters/home.ts', cluster.replace('tone: 550', 'tone: 440'));
    expect(asterism('synth', '--check').stderr).toContain(
      'home.components.gate.tone: door has the tone 440 as well; choose another',
    );
    write('clusters/home.ts', cluster.replace('shelf: 2', 'shelf: 20'));
    expect(asterism('synth', '--check').stderr).toContain(
      'home.nodes.ada.machine.shelf: 20 is not a shelf; write a whole number from 1 to 9',
    );
    write('clusters/home.ts', cluster.replace(' bells(),', ''));
    expect(asterism('synth', '--check').stderr).toContain(
      'home.components.door: needs ringing to be heard, which nothing in the cluster provides; list bells()',
    );
  } finally {
    write('clusters/home.ts', cluster);
  }
});

test('a component of somebody else keeps the contract that ours keep', () => {
  write(
    'node_modules/contract.cjs',
    `require('jiti').createJiti(__filename).import('${folder}/contract.ts');`,
  );
  expect(node('node_modules/contract.cjs')).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
});

test.each(['module', 'commonjs'])(
  'asterism init makes a repository of type %s that compiles and synthesizes, and names a cluster that is left out',
  (type) => {
    // Packages are found in the folder above.
    const place = `repository-${type}`;
    mkdirSync(join(folder, place));
    write(join(place, 'package.json'), JSON.stringify({ type }));
    const flags = ['--name', 'ark', '--git', 'https://git.example.com/ark.git', '--node', 'ada=192.0.2.11'];
    expect(asterism('init', place, ...flags, '--yes')).toMatchObject({ status: 0, stderr: '' });
    const inside = (script: string, ...args: readonly string[]) =>
      spawnSync(process.execPath, [script, ...args], { cwd: join(folder, place), encoding: 'utf8' });
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    expect(inside(compiler)).toMatchObject({ status: 0, stdout: '' });
    const bin = join(folder, 'node_modules/asterism/build/bin.js');
    expect(inside(bin, 'synth')).toMatchObject({ status: 0, stderr: '' });
    const file = join(place, 'clusters/ark.ts');
    const cluster = readFileSync(join(folder, file), 'utf8');
    write(file, `${cluster}export const second = { ...ark, name: 'second' };\n`);
    expect(inside(bin, 'synth', '--check').stderr).toMatch(
      /^unlisted clusters\/ark\.ts: main\.ts leaves cluster second out of /,
    );
    write(file, `${cluster}export const third = ark.nmae.length;\n`);
    expect(inside(bin, 'synth', '--check').stderr).toMatch(
      /^clusters\/ark\.ts:\d+(?::\d+)?: TypeError: .*; correct the file and run it again\n$/,
    );
  },
  120_000,
);

test('a module that Node loads itself imports what it needs by name', () => {
  write('look.mjs', "import { kafka, run } from 'asterism';\nconsole.log(typeof kafka, typeof run);\n");
  expect(node('look.mjs')).toEqual({ status: 0, stdout: 'function function\n', stderr: '' });
});
