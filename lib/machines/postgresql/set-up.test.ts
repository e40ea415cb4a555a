import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { host } from '../../inventory';
import { hostTexts } from '../../testing/machines';
import { setStage, type Stage, type StubRule } from '../../testing/stub-programs';
import { lan } from '../../testing/typical-clusters';
import { enterpriseLinux, postgresql } from '..';

const base = host({
  name: 'base',
  description: 'PostgreSQL',
  system: enterpriseLinux(),
  interfaces: [{ name: 'eth0', network: 'nodes', address: '172.17.0.20' }],
  programs: [postgresql({ port: 5433, databases: [{ name: 'shop', owner: 'shop' }] })],
});
const administrators = { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] };
const texts = hostTexts({ ...lan, administrators, hosts: [base] });
const own = 'local all all peer\n';

/** A server that answers what the script asks of it. */
const answers: readonly StubRule[] = [
  ['*show server_version_num*', 'echo 170005'],
  ['*show hba_file*', 'echo "$stage/pg_hba.conf"'],
  ['*from pg_file_settings*', 'echo 0'],
  ['*from pg_hba_file_rules*', 'echo 0'],
  ['*alter system*', ':'],
  ['*select 1*', ':'],
  ['*--file=*init.sql', 'cat "$CREDENTIALS_DIRECTORY/shop" >>"$stage/used"'],
];

const stages: Stage[] = [];
afterEach(() => {
  for (const stage of stages.splice(0)) stage.remove();
});

/** A machine with PostgreSQL, but for what is given. */
function machine(psql: readonly StubRule[] = [], password = 'secret'): Stage {
  const stage = setStage(
    {},
    {
      runuser: [['-u postgres -- *', 'shift 3; exec "$@"']],
      psql: [...psql, ...answers],
      systemctl: [['*', ':']],
      chown: [['*', ':']],
    },
  );
  stages.push(stage);
  mkdirSync(join(stage.folder, 'secrets'));
  if (password !== '') writeFileSync(join(stage.folder, 'secrets/shop'), password);
  for (const file of ['postgresql.sh', 'init.sql', 'pg_hba.conf'])
    writeFileSync(
      join(stage.folder, file === 'pg_hba.conf' ? 'given' : file),
      (texts[`base/${file}`] ?? '').replaceAll('/etc/secrets/postgresql', `${stage.folder}/secrets`),
    );
  mkdirSync(join(stage.folder, 'run'));
  for (const [from, to] of [
    ['postgresql.sh', 'run/postgresql.sh'],
    ['init.sql', 'run/init.sql'],
    ['given', 'run/pg_hba.conf'],
  ] as const)
    writeFileSync(join(stage.folder, to), readFileSync(join(stage.folder, from)));
  writeFileSync(join(stage.folder, 'pg_hba.conf'), own);
  chmodSync(join(stage.folder, 'pg_hba.conf'), 0o640);
  return stage;
}

const hba = (stage: Stage) => readFileSync(join(stage.folder, 'pg_hba.conf'), 'utf8');

test('lines of the cluster come before those of the machine, once, however often it runs', async () => {
  const stage = machine();
  expect((await stage.run(['run/postgresql.sh'])).code).toBe(0);
  const first = hba(stage);
  expect(first).toMatch(/^# asterism begins\n[^]*# type database[^]*# asterism ends\nlocal all all peer\n$/);
  expect((await stage.run(['run/postgresql.sh'])).code).toBe(0);
  expect(hba(stage)).toBe(first);
  expect(readFileSync(join(stage.folder, 'used'), 'utf8')).toBe('secretsecret');
  expect(stage.calls().join('\n')).toContain('alter system set port = 5433');
});

test('no copy of a password is left', async () => {
  const stage = machine();
  const left = await stage.run([
    '-c',
    'sh run/postgresql.sh >/dev/null; find . -name "*.passwords" -o -name "tmp.*"',
  ]);
  expect(left.lines).toEqual([]);
});

test.each<[string, readonly StubRule[], string, string]>([
  [
    'another major version runs',
    [['*show server_version_num*', 'echo 150010']],
    'secret',
    'PostgreSQL 15 runs here',
  ],
  ['a password is missing', [], '', 'no password for role shop'],
  [
    'PostgreSQL does not accept the lines',
    [['*from pg_hba_file_rules*', 'echo 1']],
    'secret',
    'the old one is back',
  ],
])('pg_hba.conf stays as it was where %s', async (_, psql, password, message) => {
  const stage = machine(psql, password);
  const { code, lines } = await stage.run(['run/postgresql.sh']);
  expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining(message)]);
  expect(hba(stage)).toBe(own);
  expect(existsSync(join(stage.folder, 'used'))).toBe(false);
});
