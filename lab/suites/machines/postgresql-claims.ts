import { clientSql } from '../../drivers/psql-client';
import { textMistake } from '../../drivers/text-mistake';
import { type Claim, needing, demand, same } from '../../harness';
import type { World } from './world';

/** A log-in of the database's owner from a machine, with something changed. */
async function logIn(
  { scene, database }: World,
  namespace: string,
  changes: { readonly password?: string; readonly role?: string; readonly database?: string },
  text: string,
) {
  const { address: host, port, owner: role, name } = database;
  const { password } = await database.running();
  return clientSql(scene, { namespace, host, port, role, password, database: name, ...changes }, text);
}

/** What a second run must not change: roles, databases, owners, settings and who may do what. */
const state = `
select rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil from pg_roles order by 1;
select datname, pg_get_userbyid(datdba), datacl::text, datconnlimit, datallowconn, datistemplate from pg_database order by 1;
select roleid::regrole, member::regrole, admin_option from pg_auth_members order by 1, 2;
select setconfig::text from pg_db_role_setting order by 1;
select nspname, nspacl::text from pg_namespace order by 1;`;

const linesAreRead: Claim<World> = {
  says: 'PostgreSQL reads every line of pg_hba.conf, and accepts each node in the database as its owner, and no other client',
  by: 'the view pg_hba_file_rules: no error, and the addresses of the inventory',
  prove: async ({ facts, database }) => {
    const { server } = await database.running();
    const rows = await server.sql(
      "select coalesce(error, ''), type, array_to_string(database, ' '), array_to_string(user_name, ' '), address, netmask, auth_method from pg_hba_file_rules where type <> 'local' order by line_number",
    );
    const expected = facts.nodes.map(
      ({ address }) => `,host,${database.name},${database.owner},${address},255.255.255.255,scram-sha-256`,
    );
    same('rules', rows.split('\n'), expected);
    return `${expected.length} lines`;
  },
};

const missingPassword: Claim<World> = {
  says: 'Without a password init.sql stops before it makes anything, and says which file is missing',
  by: 'psql with the shipped init.sql and an empty folder',
  prove: async ({ scene, database }) => {
    const empty = scene.newFolder('no-passwords');
    const { server, init } = await database.running();
    const failed = await init(empty).then(
      () => 'no error',
      (error: unknown) => String(error),
    );
    const expected = `no password for role ${database.owner}`;
    demand(failed.includes(expected), `init.sql without a password: found ${failed}, expected "${expected}"`);
    const roles = await server.sql(`select rolname from pg_roles where rolname = '${database.owner}'`);
    same('roles', roles, '');
    return 'no role made';
  },
};

const runsAgain: Claim<World> = {
  says: 'init.sql may run any number of times: it makes role and database once, and a second run changes nothing',
  by: 'psql with the shipped init.sql, twice; roles, databases, owners, settings and rights compared',
  prove: async ({ database }) => {
    const { server, init } = await database.running();
    await init();
    const before = await server.sql(state, database.name);
    await init();
    const mistake = textMistake('after the second run', await server.sql(state, database.name), before);
    demand(mistake === undefined, mistake ?? '');
    demand(before.includes(`${database.name},${database.owner},`), before);
    return `${before.split('\n').length} rows`;
  },
};

const passwordIsHidden: Claim<World> = {
  says: 'The password is in no log, even of a server that logs every statement',
  by: "log_statement = 'all', the shipped init.sql once more, and the server's log searched",
  prove: async ({ database }) => {
    const {
      server: { sql, server },
      init,
      middle,
    } = await database.running();
    await sql("alter system set log_statement = 'all'");
    await sql('select pg_reload_conf()');
    await sql('select pg_sleep(0.5)');
    await init();
    demand(
      server.log().includes('CREATE DATABASE') || server.log().includes('pg_sleep'),
      'nothing is logged',
    );
    demand(!server.log().includes(middle), 'the log holds the password');
    return `${server.log().split('\n').length} lines`;
  },
};

const ownerLogsIn: Claim<World> = {
  says: 'The owner logs in from every node, and makes, fills and drops a table',
  by: "psql in a network namespace under each node's address",
  prove: async (world) => {
    const { from } = await world.database.running();
    for (const { address } of world.facts.nodes) {
      const namespace = await from(address);
      const text =
        'create table rows (id int); insert into rows values (1); select count(*) from rows; drop table rows;';
      const { code, stdout, stderr } = await logIn(world, namespace, {}, text);
      demand(code === 0 && stdout.trim() === '1', `${address}: ${stderr}`);
    }
    return `${world.facts.nodes.length} nodes`;
  },
};

const nobodyElse: Claim<World> = {
  says: 'From another address, into another database, as another role or with a wrong password every log-in fails',
  by: "psql under a node's address and under one of no node; what PostgreSQL answers",
  prove: async (world) => {
    const [node] = world.facts.nodes;
    const inside = `from-${node?.address ?? ''}`;
    const { from } = await world.database.running();
    const outside = await from('172.22.0.250');
    const cases = [
      { namespace: outside, changes: {}, expected: 'no pg_hba.conf entry' },
      { namespace: inside, changes: { database: 'postgres' }, expected: 'no pg_hba.conf entry' },
      { namespace: inside, changes: { role: 'postgres' }, expected: 'no pg_hba.conf entry' },
      { namespace: inside, changes: { password: 'other' }, expected: 'password authentication failed' },
    ];
    for (const { namespace, changes, expected } of cases) {
      const { code, stderr } = await logIn(world, namespace, changes, 'select 1');
      demand(code === 2 && stderr.includes(expected), `${JSON.stringify(changes)}: ${code} ${stderr}`);
    }
    return `${cases.length} refusals`;
  },
};

const othersMayNot: Claim<World> = {
  says: "Another role may neither enter the owner's database nor, once let in, make a table there",
  by: 'psql on the socket as a role that the administrator made: connect, then create table',
  prove: async ({ database }) => {
    const { sql } = (await database.running()).server;
    await sql('create role stranger login');
    const asStranger = (text: string) =>
      sql(`set session authorization stranger; ${text}`, database.name).then(
        () => 'done',
        (error: unknown) => String(error),
      );
    same(
      'may connect',
      await sql(`select has_database_privilege('stranger', '${database.name}', 'connect')`),
      'f',
    );
    const refused = await asStranger('create table theirs (id int)');
    demand(/permission denied for schema public/.test(refused), refused);
    return 'two refusals';
  },
};

export const postgresqlClaims: readonly Claim<World>[] = [
  linesAreRead,
  ...needing(
    [linesAreRead],
    [
      missingPassword,
      runsAgain,
      ...needing(
        [runsAgain],
        [passwordIsHidden, ownerLogsIn, ...needing([ownerLogsIn], [nobodyElse]), othersMayNot],
      ),
    ],
  ),
];
