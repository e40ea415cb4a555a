import { claimsOf, host } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { planned } from '../../testing/clusters';
import { hostTexts, vmCluster } from '../../testing/machines';
import { noProblem } from '../../testing/policy-ends';
import { filesOfMachines, machineModelWith, postgresql } from '..';
import { filledTables } from './filled-tables';

const texts = hostTexts(vmCluster);
const lines = (path: string) =>
  (texts[path] ?? '').split('\n').filter((line) => line !== '' && !/^(#|--)/.test(line));

const initOf = (plan: ClusterPlan) =>
  (
    filesOfMachines(machineModelWith(plan, [], []), noProblem).find(({ path }) => path === 'db/init.sql')
      ?.text ?? ''
  ).split('\n');

test('pg_hba.conf allows each node and no other address, with SCRAM', () => {
  expect(lines('db/pg_hba.conf')).toEqual([
    'host "shop" "seller" 192.0.2.11/32 scram-sha-256',
    'host "shop" "seller" 192.0.2.12/32 scram-sha-256',
  ]);
});

test('pg_hba.conf and the packet filter let in the same addresses', () => {
  const filter = /ip saddr \{ (.*) \} tcp dport 5432 accept/.exec(texts['db/nftables.nft'] ?? '')?.[1];
  const access = lines('db/pg_hba.conf').map((line) => line.split(' ')[3]?.replace('/32', ''));
  expect(access.join(', ')).toBe(filter);
});

test('a database that no component uses allows no login over the network', () => {
  const unused = { ...vmCluster, components: [], secrets: {} };
  expect(hostTexts(unused)['db/pg_hba.conf']).not.toMatch(/^host/m);
});

test('the unit that makes databases gets one password a role, and the SQL reads just those', () => {
  expect(texts['db/postgresql.nix']).toContain('"seller:/etc/secrets/postgresql/seller"');
  expect(lines('db/init.sql').filter((line) => line.includes('CREDENTIALS_DIRECTORY"'))).toEqual([
    '\\set password `cat "$CREDENTIALS_DIRECTORY"/\'seller\'`',
  ]);
});

test('a schema in which a component has tables is made for the owner of the database, once', () => {
  const plan = planned(vmCluster);
  const made = initOf({
    ...plan,
    claims: claimsOf(plan, filledTables).flatMap((claimed) =>
      ['sales.orders', 'sales.items', 'public.a', 'b'].map((table) => ({
        ...claimed,
        value: { ...claimed.value, table },
      })),
    ),
  });
  expect(made.filter((line) => line.includes('SCHEMA') && !line.includes('public'))).toEqual([
    'CREATE SCHEMA IF NOT EXISTS "sales" AUTHORIZATION "seller";',
    'GRANT USAGE, CREATE ON SCHEMA "sales" TO "seller";',
  ]);
});

test('a superuser is left alone: the question comes before anything is changed', () => {
  const made = lines('db/init.sql');
  const [asked = -1, changed = -1] = ['SELECT EXISTS', 'ALTER ROLE'].map((words) =>
    made.findIndex((line) => line.startsWith(words)),
  );
  expect(made[asked]).toBe(
    "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'seller' AND rolsuper) AS superuser \\gset",
  );
  expect(asked).toBeLessThan(changed);
});

test('who uses a database on one host gets no line on another', () => {
  const spare = host({
    name: 'spare',
    description: 'PostgreSQL',
    interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.21' }],
    programs: [postgresql({ databases: [{ name: 'shop', owner: 'seller' }] })],
  });
  const both = hostTexts({ ...vmCluster, hosts: [...(vmCluster.hosts ?? []), spare] });
  expect(both['spare/pg_hba.conf']).not.toMatch(/^host/m);
  expect(both['db/pg_hba.conf']).toBe(texts['db/pg_hba.conf']);
});
