import { load } from 'js-yaml';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makeCertificate } from '../../testing/certificate';
import { field } from '../../testing/field';
import { openProject, type Project } from '../../testing/project';
import { unseal } from '../../testing/unseal';

// Each run is the real program in a process of its own.
jest.setTimeout(30_000);

const { certificate, privateKey } = makeCertificate();
const file = 'secrets/one/keeper-login.yaml';
const hidden = 'hunter2';
const library = join(__dirname, '../..');

let project: Project;

beforeEach(() => {
  project = openProject();
  project.clusters({ one: '' });
  cluster("from: 'sealed'", '{ certificate }');
  project.write('password', hidden);
});

afterEach(() => {
  project.remove();
});

/** Writes the cluster: a component that needs two keys, and what opens sealed secrets. */
function cluster(source: string, opener: string): void {
  project.write(
    'clusters/one.ts',
    [
      `import { defineCluster, sealedSecrets } from '${library}/index';`,
      `import { smallCluster } from '${library}/testing/clusters';`,
      `import { made } from '${library}/testing/components';`,
      `const certificate = ${JSON.stringify(certificate)};`,
      `const secrets = { 'keeper/login': { ${source} } } as const;`,
      `const needs = [{ name: 'login', keys: ['user', 'password'], why: 'to log in' }];`,
      `const keeper = made({ name: 'keeper', plan: { secrets: needs } });`,
      `export const one = defineCluster({ ...smallCluster([keeper, sealedSecrets(${opener})], { secrets }), name: 'one' });`,
      'console.assert(certificate);',
      '',
    ].join('\n'),
  );
}

const seal = (...args: readonly string[]) =>
  project.run(['seal', '--cluster', 'one', 'keeper/login', ...args]);
const written = () => readFileSync(join(project.folder, file), 'utf8');
const opened = (text: string, key: string, label = 'keeper/login') =>
  unseal(privateKey, String(field(load(text), 'spec', 'encryptedData', key)), label).toString();

/** What a shell runs, with standard input from a pipe, as people do. */
function shell(script: string) {
  const asterism = `'${process.execPath}' --require '${require.resolve('tsx/cjs')}' main.ts`;
  return spawnSync('sh', ['-c', script.replaceAll('asterism', asterism)], {
    cwd: project.folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', CI: 'true' },
  });
}

test('seal writes what synth then ships, and says what to do next', async () => {
  const sealed = await seal(
    '--from-file',
    `password=${project.folder}/password`,
    '--from-literal',
    'user=ada',
  );
  expect(sealed.code).toBe(0);
  expect(sealed.out).toBe(
    `sealed password and user of keeper/login (scope strict) into ${file}; run npm run synth and commit both\n`,
  );
  expect(sealed.err).toMatch(
    /^warning --from-literal: the value of user is now in the shell's history[^\n]*\n$/,
  );
  expect(opened(written(), 'password')).toBe(hidden);
  expect(opened(written(), 'user')).toBe('ada');
  expect(readdirSync(join(project.folder, 'secrets/one'))).toEqual(['keeper-login.yaml']);

  expect(await project.run(['synth'])).toMatchObject({ code: 0, err: '' });
  const shipped = project.written()['dist/one/keeper/sealedsecret-login.yaml'] ?? '';
  expect(opened(shipped, 'password')).toBe(hidden);
  expect(sealed.out + sealed.err + written() + JSON.stringify(project.written())).not.toContain(hidden);
});

test('--merge seals one key again and leaves the others as they are, --force replaces the file', async () => {
  expect(
    await seal('--from-file', 'password', '--from-literal', 'user=ada', '--scope', 'namespace'),
  ).toMatchObject({ code: 0 });
  const first = written();

  const inTheWay = await seal('--from-file', 'password');
  expect(inTheWay).toMatchObject({ code: 2, out: '' });
  expect(inTheWay.err).toBe(
    `error ${file}: is there already; add --merge to keep the keys that you do not give, or --force to replace it\n1 error; nothing was sealed\n`,
  );
  expect(written()).toBe(first);

  const merged = shell(
    `printf %s new | asterism seal --cluster one keeper/login --merge --from-stdin password`,
  );
  expect(merged).toMatchObject({ status: 0, stderr: '' });
  expect(merged.stdout).toContain('sealed password of keeper/login (scope namespace)');
  expect(opened(written(), 'password', 'keeper')).toBe('new');
  expect(field(load(written()), 'spec', 'encryptedData', 'user')).toBe(
    field(load(first), 'spec', 'encryptedData', 'user'),
  );

  const replaced = await seal('--force', '--from-file', 'password', '--from-literal', 'user=bob');
  expect(replaced.code).toBe(0);
  expect(opened(written(), 'user')).toBe('bob');
  const both = await seal('--force', '--merge', '--from-file', 'password');
  expect(both).toMatchObject({ code: 2, out: '' });
  expect(both.err).toContain("'--merge' cannot be used with option '--force'");
});

test('standard input may be a pipe and a file another one, and - prints without writing', () => {
  const run = shell(
    `mkfifo pipe; printf 'one\\n' > pipe & printf two | asterism seal --cluster one keeper/login --from-file user=pipe --from-file password=- --output - --scope cluster --format json`,
  );
  expect(run.stderr).toMatch(/^warning user: the value ends with a line break/);
  expect(run.status).toBe(0);
  expect(existsSync(join(project.folder, 'secrets'))).toBe(false);
  expect(opened(run.stdout, 'user', '')).toBe('one\n');
  expect(opened(run.stdout, 'password', '')).toBe('two');
  expect(JSON.parse(run.stdout)).toMatchObject({
    metadata: { annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' } },
  });
});

test('everything that is wrong is reported at once, nothing is written, and no value is shown', async () => {
  project.write('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const bad = await seal(
    ...['--from-literal', `pasword=${hidden}`, '--from-literal', hidden, '--from-file', 'user=missing'],
    ...['--certificate', 'key.pem', '--label', '-x=y'],
  );
  expect(bad).toMatchObject({ code: 2, out: '' });
  expect(bad.err.split('\n')).toEqual([
    expect.stringMatching(/^error --certificate key\.pem: contains a private key, /),
    expect.stringMatching(/^error --label\.-x: "-x" is not a valid Kubernetes label key; /),
    'error --from-literal: the secret has no key "pasword"; did you mean "password"?',
    'error --from-literal: what follows it has no "="; write password=…',
    'error one.secrets.keeper/login: the key password is not given; add --from-file password=PATH or --from-stdin password',
    'error --from-file user: "missing": could not be read: it was not found (ENOENT); correct the path and run it again',
    '6 errors; nothing was sealed',
    '',
  ]);
  expect(bad.err).not.toContain(hidden);
  expect(existsSync(join(project.folder, 'secrets'))).toBe(false);
});

test('bad use shows no value either', async () => {
  const uses = await Promise.all([
    seal(`--frm-literal=password=${hidden}`),
    seal('--from-literal', 'password', hidden),
    project.run(['seal', '--cluster', 'one', hidden, '--from-literal', 'password=x']),
    project.run(['seal', '--cluster', 'one', `--x=${hidden}\nand 'more'`]),
    project.run(['seal', '--cluster', 'one', `-p${hidden}`]),
  ]);
  for (const use of uses) {
    expect(use.code).toBe(2);
    expect(use.out + use.err).not.toContain(hidden);
    expect(use.err).not.toMatch(/^ {4}at /m);
  }
  expect(uses[0].err).toContain("unknown option '--frm-literal'");
});

test.each([
  [
    "from: 'manual'",
    '',
    'keeper/login',
    "error one.secrets.keeper/login: its source is 'manual', so nothing would read what is sealed; write 'keeper/login': { from: 'sealed' } in the cluster file, and list sealedSecrets()\n",
  ],
  [
    "from: 'sealed'",
    '',
    'keeper/login',
    "error --certificate: is missing, and one has none written down; fetch it with `kubeseal --fetch-cert > FILE`, then add --certificate FILE, or write sealedSecrets({ certificate: '…' })\n",
  ],
  [
    "from: 'sealed'",
    '{ certificate }',
    'keeper/logn',
    'error one.secrets: no component needs a secret named "keeper/logn"; did you mean "keeper/login"?\n',
  ],
  [
    "from: 'sealed'",
    "{ certificate: 'x' }",
    'keeper/login',
    'error one.components.sealed-secrets.certificate: does not contain a certificate in PEM form; expected what',
  ],
  [
    "from: 'sealed', file: 'login.yaml'",
    '',
    'keeper/login',
    `error one.secrets.keeper/login.file: "login.yaml" is no YAML file under secrets/; write '${file}'\n`,
  ],
])(
  'where the cluster has %s and sealedSecrets(%s), seal %s says why not',
  async (source, opener, secret, message) => {
    cluster(source, opener);
    const run = await project.run([
      'seal',
      '--cluster',
      'one',
      secret,
      '--from-literal',
      `password=${hidden}`,
      '--from-literal',
      'user=x',
    ]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(message);
    expect(run.err).not.toContain(hidden);
  },
);

test('an unknown cluster, a missing certificate and a value without an end are told', async () => {
  const [unknown, missing, endless] = await Promise.all([
    project.run(['seal', '--cluster', 'oen', 'keeper/login']),
    seal('--certificate', 'missing.pem', '--from-file', 'password', '--from-literal', 'user=x'),
    seal('--from-file', 'password=/dev/zero', '--from-literal', 'user=x'),
  ]);
  expect(unknown.err).toBe(
    'error --cluster: no cluster is named "oen"; did you mean "one"?\n1 error; nothing was sealed\n',
  );
  expect(missing.err).toBe(
    'error --certificate missing.pem: was not found; correct the path, or fetch it with `kubeseal --fetch-cert > FILE`\n1 error; nothing was sealed\n',
  );
  expect(endless.err).toBe(
    'error --from-file password: "/dev/zero" holds more than 1048576 bytes, the most that a Secret can; hand that much over in another way\n1 error; nothing was sealed\n',
  );
});

test('a place that cannot be written is reported, and nothing is left beside it', async () => {
  mkdirSync(join(project.folder, file), { recursive: true });
  const folder = await seal('--force', '--from-file', 'password', '--from-literal', 'user=x');
  expect(folder.code).toBe(2);
  expect(folder.err).toMatch(
    /^error secrets\/one\/keeper-login\.yaml: could not be written: a folder is in the way \(EISDIR\); /m,
  );
  expect(readdirSync(join(project.folder, 'secrets/one'))).toEqual(['keeper-login.yaml']);
  rmSync(join(project.folder, 'secrets'), { recursive: true });
  project.write('elsewhere', '');
  symlinkSync('elsewhere', join(project.folder, 'secrets'));
  const inTheWay = await seal('--from-file', 'password', '--from-literal', 'user=x');
  expect(inTheWay.code).toBe(2);
  expect(inTheWay.err).toMatch(/^error secrets\/one\/keeper-login\.yaml: could not be (read|written): /m);
  expect(statSync(join(project.folder, 'elsewhere')).size).toBe(0);
});
