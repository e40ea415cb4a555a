import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../../values';
import { problemText } from '../../values';
import { type Answers, readAnswers } from './answers';
import { clusterFile, variableOf } from './cluster-file';
import { init } from './init';
import { type Dependencies, packageFile } from './package-file';

const repository = join(__dirname, '..', '..', '..');
const dependencies: Dependencies = {
  asterism: '^0.1.0',
  others: { cdk8s: '^2.0.0' },
  compiler: { typescript: '6.0.3' },
};
const home: Answers = {
  name: 'my-home',
  git: 'https://git.example.com/home/clusters.git',
  nodes: ['ada=192.0.2.11', 'bob=192.0.2.12:agent'],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-init-'));
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const printedErrors = () => jest.mocked(console.error).mock.calls.map(([text]) => String(text));

const kubernetes = { kubernetes: 'v1.34.1', plugin: 'calico' };

test.each([
  ['k3s', home],
  ['another Kubernetes', { ...home, ...kubernetes }],
  [
    'one machine',
    { ...home, name: 'new', nodes: ['ada=10.0.0.4'], network: '10.0.0.0/16', revision: 'prod' },
  ],
  ['a repository by SSH', { ...home, git: 'ssh://git@git.example.com:2222/home/clusters.git' }],
  ['a repository of a large forge by SSH', { ...home, git: 'git@github.com:home/clusters.git' }],
])(
  'a new repository for %s synthesizes, and is then without drift',
  async (_, answers) => {
    expect(await init(folder, answers, dependencies, false)).toBe(0);
    mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
    for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs', 'typescript', '@types/node'])
      symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
    // What the package is made of, in the place of the package.
    const settings = readFileSync(join(folder, 'tsconfig.json'), 'utf8');
    const paths = JSON.stringify({ asterism: [join(repository, 'lib', 'index.ts')] });
    writeFileSync(
      join(folder, 'tsconfig.json'),
      settings.replace('"noEmit": true', `"noEmit": true, "paths": ${paths}`),
    );
    const node = (...args: readonly string[]) =>
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    const bin = ['--require', require.resolve('tsx/cjs'), join(repository, 'lib', 'cli', 'start.ts')];
    // The compiler reads all of the library here, which takes long: once is enough.
    if (answers === home) node(join(repository, 'node_modules', 'typescript', 'bin', 'tsc'));
    expect(node(...bin, 'synth')).toMatch(/^1 cluster, 2 apps, /);
    expect(node(...bin, 'synth', '--check')).toContain(' 0 files to write');
    mkdirSync(join(folder, 'node_modules', 'asterism'));
    symlinkSync(join(repository, 'docs'), join(folder, 'node_modules', 'asterism', 'docs'));
    for (const link of readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g))
      expect([link[1], existsSync(join(folder, link[1] ?? ''))]).toEqual([link[1], true]);
  },
  120_000,
);

test('nothing is overwritten: everything in the way is named, and nothing is written', async () => {
  writeFileSync(join(folder, 'README.md'), 'mine');
  mkdirSync(join(folder, 'clusters'));
  writeFileSync(join(folder, 'clusters', 'my-home.ts'), 'mine');
  expect(await init(folder, home, dependencies, false)).toBe(2);
  expect(printedErrors()).toEqual([
    expect.stringContaining('README.md: is there already; move it away, or choose another folder'),
    expect.stringContaining('clusters/my-home.ts: is there already; move it away, or choose another folder'),
    '2 errors; nothing was written',
  ]);
  expect(readdirSync(folder)).toEqual(['README.md', 'clusters']);
});

const problemsOf = (answers: Answers): readonly string[] => {
  const problems: Problem[] = [];
  expect(readAnswers(answers, (problem) => problems.push(problem))).toBeUndefined();
  return problems.map(problemText);
};

test('all that is missing is reported at once', () => {
  expect(problemsOf({})).toEqual([
    '--name: is missing; write the name of the cluster, such as --name home',
    '--git: is missing; write the clone address that Argo CD reads, such as --git https://git.example.com/home/clusters.git',
    '--node: is missing; write each machine, such as --node ada=192.0.2.11 --node bob=192.0.2.12:agent',
  ]);
});

test.each<[Answers, string]>([
  [{ name: 'My Home' }, '--name: "My Home" is not a valid DNS label'],
  [{ git: 'https://me:secret@git.example.com/x.git' }, '--git: contains a user, password or token'],
  [{ nodes: ['ada'] }, '--node: "ada" is not a node; write its name and address, such as ada=192.0.2.11'],
  [{ nodes: ['ada=192.0.2.300'] }, '--node: "192.0.2.300" is not a valid IPv4 address'],
  [{ nodes: ['ada=192.0.2.11:agnet'] }, '--node: "agnet" is not a role; did you mean "agent"?'],
  [{ nodes: ['ada=192.0.2.11:agent'] }, 'my-home.'],
  [{ nodes: ['ada=192.0.2.11', 'ada=192.0.2.12:agent'] }, 'my-home.nodes'],
  [{ nodes: ['ada=192.0.2.11', 'bob=198.51.100.2:agent'] }, 'my-home.nodes.bob.address: '],
  [{ nodes: ['ada=10.42.0.11'] }, 'my-home.networks'],
  [{ network: '192.0.2.0' }, '--network: '],
  [{ k3s: 'v1.33.5' }, '--k3s: "v1.33.5" is not a release of k3s; did you mean v1.33.5+k3s1?'],
  [{ k3s: 'v1.33.5+k3s1', ...kubernetes }, '--kubernetes: is given together with --k3s; keep one of them'],
  [{ kubernetes: 'v1.34.1' }, '--plugin: is missing; write the name of the network plugin'],
  [{ plugin: 'calico' }, '--plugin: is for clusters of --kubernetes'],
])('%j is refused: %s', (wrong, message) => {
  const [first = ''] = problemsOf({ ...home, ...wrong });
  expect(first.slice(0, message.length)).toBe(message);
});

test.each([
  ['home', 'home'],
  ['my-home-2', 'myHome2'],
  ['9lives', 'cluster9lives'],
  ['new', 'clusterNew'],
  ['k3s', 'clusterK3s'],
  ['run', 'clusterRun'],
])('cluster %s is the variable %s', (name, variable) => {
  expect(variableOf(name)).toBe(variable);
});

test('text in a cluster file is a literal, whatever is in it', () => {
  const git = { url: "ssh://git@host/it's\\here", revision: 'main' };
  const cluster = readAnswers(home, () => undefined);
  expect(cluster && clusterFile({ ...cluster, git })).toContain("url: 'ssh://git@host/it\\'s\\\\here'");
});

describe('the package.json that is there', () => {
  const cluster = readAnswers(home, () => undefined);
  const made = (before?: string) => {
    if (cluster === undefined) throw new Error('the answers must be right');
    const read = packageFile(cluster, dependencies, before);
    if ('refused' in read) return read.refused;
    const json: unknown = JSON.parse(read.value);
    return json;
  };

  test('keeps what it says, and gains what it lacks', () => {
    const before = {
      name: 'mine',
      scripts: { test: 'echo "Error: no test specified" && exit 1', build: 'make' },
      dependencies: { asterism: 'file:asterism.tgz' },
    };
    expect(made(JSON.stringify(before))).toEqual({
      name: 'mine',
      scripts: {
        synth: 'asterism synth',
        asterism: 'asterism',
        build: 'make',
        test: 'tsc && asterism synth --check',
      },
      dependencies: { asterism: 'file:asterism.tgz', cdk8s: '^2.0.0' },
      devDependencies: { typescript: '6.0.3' },
    });
  });

  test('keeps a test of its own', () => {
    expect(made('{"scripts": {"test": "jest"}}')).toMatchObject({ scripts: { test: 'jest' } });
  });

  test('stays one of ES modules where it says so', () => {
    expect(made('{"type": "module"}')).toMatchObject({ type: 'module' });
  });

  test.each([
    ['not JSON', 'is not a package.json'],
    ['{"scripts": 5}', 'is not a package.json'],
  ])('%s is refused', (before, reason) => {
    expect(made(before)).toMatchObject({ reason });
  });
});
