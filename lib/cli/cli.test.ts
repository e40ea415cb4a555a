import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from '../component';
import { type Cluster, defineCluster } from '../plan';
import { smallCluster } from '../testing/clusters';
import { broker, filling, made } from '../testing/components';
import { site } from '../testing/facts';
import { field } from '../testing/field';
import { openProject, type Project } from '../testing/project';
import { synthesize } from './synthesize';

// Each run is the real program in a process of its own, which costs most of a second: a test asserts much about each one.
jest.setTimeout(120_000);

let project: Project;

beforeEach(() => {
  project = openProject();
  project.clusters({ one: "broker('a')", two: "broker('b')" });
});

afterEach(() => {
  project.remove();
});

const summary = (text: string) => new RegExp(`^${text} · 0 placeholders left · \\d+\\.\\d\\d s\\n$`);
const escape = String.fromCharCode(27);
const stack = /^ {4}at /m;

const cluster = (name: string, ...components: readonly Component[]): Cluster =>
  defineCluster({ ...smallCluster(components, site(name === 'two' ? 1 : 0)), name });

/** What the program would have written before the test begins; in this process, since that is quicker. */
function alreadySynthesized(): Readonly<Record<string, string>> {
  const clusters = [cluster('one', broker('a')), cluster('two', broker('b'))];
  expect(synthesize({ root: project.folder, clusters, all: true, check: false }).problems).toEqual([]);
  return project.written();
}

test('a reader that has seen enough ends the program without a word', async () => {
  const { child, printed } = project.start(['synth', '--json']);
  child.stdout?.destroy();
  await once(child, 'close');
  expect({ code: child.exitCode, printed: printed() }).toEqual({ code: 0, printed: '' });
});

test('synth writes both clusters once, says so in one line, and agrees with itself afterwards', async () => {
  const first = await project.run(['synth']);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(
    summary('2 clusters, 4 apps, 16 objects · 56 files written, 0 unchanged, 0 pruned'),
  );
  const written = project.written();
  expect(Object.keys(written)).toEqual(
    expect.arrayContaining([
      'dist/one/a/configmap-a.yaml',
      'apps/two/application-b.yaml',
      'dist/one/files.sha256',
    ]),
  );

  const [again, json] = [await project.run(['synth']), await project.run(['synth', '--json', '--check'])];
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toMatch(
    summary('2 clusters, 4 apps, 16 objects · 0 files written, 56 unchanged, 0 pruned'),
  );
  expect(json.code).toBe(0);
  const result: unknown = JSON.parse(json.out);
  expect(result).toEqual({
    clusters: ['one', 'two'].map((name) => ({ name, apps: 2, objects: 8, files: 28, placeholders: 0 })),
    problems: [],
    findings: [],
    warnings: [],
    written: [],
    unchanged: 56,
    pruned: [],
    edited: [],
    foreign: [],
    changed: [],
    unlisted: [],
    placeholders: [],
    seconds: field(result, 'seconds'),
  });
  expect(project.written()).toEqual(written);
});

test('--check lists drift and writes nothing; --cluster looks at no other tree', async () => {
  const before = alreadySynthesized();
  project.clusters({ one: "broker('c', 'a')", two: "broker('b')" });
  const check = await project.run(['synth', '--check']);
  expect(check.code).toBe(1);
  expect(check.err).toBe(
    'dist/ and apps/ do not match the clusters; run npm run synth and commit the result\n',
  );
  expect(check.out.split('\n').slice(0, -2)).toEqual([
    'remove apps/one/application-a.yaml',
    'add apps/one/application-c.yaml',
    'remove apps/one/appproject-a.yaml',
    'add apps/one/appproject-c.yaml',
    'change apps/one/bootstrap/README.md',
    'change apps/one/files.sha256',
    'remove dist/one/a/configmap-a.yaml',
    'add dist/one/c/configmap-c.yaml',
    'change dist/one/files.sha256',
    'remove dist/one/namespaces/networkpolicy-a-server.a.yaml',
    'add dist/one/namespaces/networkpolicy-c-server.a.yaml',
  ]);
  expect(check.out + check.err).not.toContain(escape);
  expect(project.written()).toEqual(before);

  const other = await project.run(['synth', '--cluster', 'two']);
  expect(other).toMatchObject({ code: 0, err: '' });
  expect(other.out).toMatch(
    summary('1 cluster, 2 apps, 8 objects · 0 files written, 28 unchanged, 0 pruned'),
  );
  expect(project.written()).toEqual(before);
});

test('bad use ends with 2 and the way out, --help with 0', async () => {
  const [unknown, option, command, help] = await Promise.all(
    [['synth', '--cluster', 'tow'], ['synth', '--chek'], ['snyth'], ['synth', '--help']].map((args) =>
      project.run(args),
    ),
  );
  expect(unknown).toEqual({
    code: 2,
    out: '',
    err: 'error --cluster: no cluster is named "tow"; did you mean "two"?\n',
  });
  expect(option).toMatchObject({ code: 2, out: '' });
  expect(option?.err).toMatch(/unknown option '--chek'[^]*--check[^]*asterism --help/);
  expect(command).toMatchObject({ code: 2, out: '' });
  expect(command?.err).toMatch(/unknown command "snyth"; did you mean asterism synth\?/);
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const words of ['--check', '--cluster <name...>', '--json', '--watch', '--placeholders'])
    expect(help?.out).toContain(words);
  for (const run of [unknown, option, command, help]) expect(`${run?.out}${run?.err}`).not.toMatch(stack);
  expect(project.written()).toEqual({});
});

test('a warning is shown at each synth, which writes all the same', async () => {
  project.clusters({
    two: "broker('b')",
    one: "made({ name: 'x', plan: { build: () => undefined, podSecurity: 'restricted', upstream: { kind: 'helm', repository: 'https://charts.example.com', chart: 'x', version: '1.0.0', release: 'x', values: {}, creates: [{ group: '*', kind: '*' }, { group: '*', kind: '*', namespace: '*' }], serverSideApply: false } } })",
  });
  const runs = [
    await project.run(['synth']),
    await project.run(['synth']),
    await project.run(['synth', '--check']),
  ];
  for (const { code, err } of runs)
    expect({ code, err }).toEqual({
      code: 0,
      err:
        'warning apps/one/application-x.yaml: the pods of x are not stated, so default deny cuts them off; they run at Pod Security level restricted; state them in workloads of the plan: pods (their labels), listens and connects; both lists may be empty [stated-pods]\n' +
        'warning apps/one/appproject-x.yaml: what x creates is not stated, so project x allows every kind in every namespace; state the kinds that it creates [any-kind-allowed]\n',
    });
  expect(Object.keys(project.written())).toContain('apps/one/application-x.yaml');
});

test('problems of all clusters are told together, findings end with 1, and neither writes anything', async () => {
  const before = alreadySynthesized();
  project.clusters({ one: "broker('a'), broker('a')", two: "broker('no label')" });
  const bad = await project.run(['synth']);
  expect(bad).toMatchObject({ code: 2, out: '' });
  expect(bad.err).toMatch(/^error one\.components\.a: two components are named "a"/m);
  expect(bad.err).toMatch(/^error two\.components\.no label\.name: "no label"/m);
  expect(bad.err).toMatch(/^\d+ errors; nothing was written$/m);
  expect(bad.err).not.toMatch(stack);

  const secret = `made({ name: 'x', plan: { build: (chart) => { new (require('${join(__dirname, '../../node_modules/cdk8s')}').ApiObject)(chart, 's', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'x' }, stringData: { key: 'hidden value' } }); } } })`;
  project.clusters({ one: secret, two: "broker('b')" });
  const found = await project.run(['synth'], { CI: '', NO_COLOR: '1' });
  expect(found).toMatchObject({ code: 1, out: '' });
  expect(found.err).toBe(
    "error dist/one/x/secret-s.yaml: is a Secret (x/s); take it out, state the need in the component's secrets, and its source in the cluster's [no-secret]\n" +
      '1 error; nothing was written\n',
  );

  project.write('clusters/two.ts', 'export const two = {;\n');
  const broken = await project.run(['synth']);
  expect(broken).toMatchObject({ code: 2, out: '' });
  expect(broken.err).toMatch(/^clusters\/two\.ts:1:\d+: .*; correct the text and run it again\n$/);
  expect(project.written()).toEqual(before);
});

test('files that are edited or foreign are told and left, and the tree of a cluster that is gone is pruned', async () => {
  alreadySynthesized();
  project.write('dist/one/a/configmap-a.yaml', 'mine: true\n');
  project.write('dist/one/a/extra.yaml', 'mine: too\n');
  const left = await project.run(['synth']);
  expect(left.code).toBe(1);
  expect(left.err.split('\n')).toEqual([
    expect.stringMatching(/^edited dist\/one\/a\/configmap-a\.yaml: was changed by hand and is left; /),
    expect.stringMatching(/^foreign dist\/one\/a\/extra\.yaml: was not written by asterism and is left; /),
    '',
  ]);
  expect(project.written()).toMatchObject({
    'dist/one/a/configmap-a.yaml': 'mine: true\n',
    'dist/one/a/extra.yaml': 'mine: too\n',
  });

  project.clusters({ one: "broker('a')" });
  const gone = await project.run(['synth']);
  expect(gone.code).toBe(1);
  expect(gone.out).toMatch(/28 pruned/);
  expect(Object.keys(project.written()).filter((path) => path.includes('/two/'))).toEqual([]);
});

test('what code of other people does wrong is one line each, without a stack, and prunes nothing', async () => {
  const before = alreadySynthesized();
  const cdk8s = join(__dirname, '../../node_modules/cdk8s');
  const builds = [
    "() => { throw new Error('no name'); }",
    'async () => { await Promise.resolve(); throw new Error("later"); }',
    '() => undefined',
    `(chart) => { new (require('${cdk8s}').Include)(chart, 'x', { url: '/missing/file.yaml' }); }`,
  ];
  const parts = builds.map((build, index) => `made({ name: 'part-${index}', plan: { build: ${build} } })`);
  project.clusters({ one: parts.join(', '), two: "broker('b')" });
  const run = await project.run(['synth']);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err.split('\n')).toEqual([
    expect.stringMatching(/^error one\.components\.part-0: its build failed: no name; /),
    expect.stringMatching(/^error one\.components\.part-1: its build is async/),
    expect.stringMatching(/^error one\.components\.part-2: makes no object and has no upstream/),
    expect.stringMatching(
      /^error one\.components\.part-3: its build failed: \/missing\/file\.yaml, which it includes/,
    ),
    expect.stringMatching('4 errors; nothing was written'),
    '',
  ]);

  project.write(
    'main.ts',
    "import './start';\nimport * as one from './clusters/two';\nimport { run } from '" +
      join(__dirname, 'index') +
      "';\nvoid run([one, undefined] as never, __dirname);\n",
  );
  const exported = await project.run(['synth']);
  expect(exported).toMatchObject({ code: 2, out: '' });
  expect(exported.err).toMatch(
    /^error main\.ts: clusters\[0\]: is a module[^\n]*\nerror main\.ts: clusters\[1\]: is undefined[^\n]*\n$/,
  );

  project.write('main.ts', "import './start';\nimport './clusters/tow';\n");
  const missing = await project.run(['synth']);
  expect(missing).toMatchObject({ code: 2, out: '' });
  expect(missing.err).toMatch(
    /^main\.ts:2:8: imports module clusters\/tow, which does not exist; correct the import\n$/,
  );
  expect(project.written()).toEqual(before);
});

test('two clusters of one name, and a sealed file that is a folder, are problems and not crashes', () => {
  const synth = (...clusters: readonly Cluster[]) =>
    synthesize({ root: project.folder, clusters, all: true, check: false }).problems;
  expect(synth(cluster('one', broker('a')), cluster('one', broker('b')))).toEqual([
    { at: 'one', reason: '2 clusters are named "one"', next: 'give each one a name of its own' },
  ]);

  mkdirSync(join(project.folder, 'secrets/login.yaml'), { recursive: true });
  const keeper = made({
    name: 'keeper',
    plan: {
      provides: [filling('sealed secrets')],
      secrets: [{ name: 'login', keys: ['key'], why: 'to log in' }],
    },
  });
  const secrets = { 'keeper/login': { from: 'sealed' as const, file: 'secrets/login.yaml' } };
  expect(synth(defineCluster(smallCluster([keeper], { secrets })))).toEqual([
    {
      at: 'small.secrets.keeper/login.file',
      reason: '"secrets/login.yaml" cannot be read (not a regular file)',
      next: 'let it be a file that you may read',
    },
  ]);
  expect(project.written()).toEqual({});
});

test('a run that cannot write says who is in the way, and claims nothing as written', async () => {
  project.write('.asterism-writing/pid', String(process.pid));
  const [kept, json, check] = await Promise.all([
    project.run(['synth']),
    project.run(['synth', '--json']),
    project.run(['synth', '--json', '--check']),
  ]);
  expect(kept).toMatchObject({ code: 2, out: '' });
  expect(kept.err).toBe(
    `error .asterism-writing: another synth is running (process ${process.pid}); wait until it is done; if there is none, remove the folder\n1 error\n`,
  );
  for (const { out } of [json, check]) expect(JSON.parse(out)).toMatchObject({ written: [], pruned: [] });
  expect(check.code).toBe(1);
  expect(field(JSON.parse(check.out), 'changed', 0)).toBe('apps/one/application-a.yaml');
  expect(project.written()).toEqual({});
});
