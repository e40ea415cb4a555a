import { existsSync } from 'node:fs';
import { type Claim, same } from '../../harness';
import { clear, makeTable, makeView, type World, writeMessages } from './world';
import { texts } from './rows';

/** Texts that do harm where they are taken for SQL, for a shell's words, for a path or for settings. `%` is replaced by a marker file. */
const hostile = [
  `'; drop table kafka_messages; --`,
  `"; delete from kafka_messages; --`,
  `x' or '1'='1`,
  `1; copy (select 1) to program 'touch %'`,
  `$(touch %)\`touch %\``,
  `\\'; select pg_sleep(1); --`,
  `-c default_transaction_read_only=off`,
  `host=127.0.0.1 user=postgres`,
];

/** Arguments that are read before anything is asked, all wrong at once; and those that reach further, one by one. */
const together = ['--since', '--limit', '--port', '--table'];
const alone = ['--user', '--time-column', '--host'];
const rarely = ['--cluster', '--format', '--tls', '--password-file'];

/** A sum over what the database is and holds: tables, columns, functions, roles with their passwords, settings, rows. */
async function fingerprint({ sql, at }: World): Promise<string> {
  const parts = [
    "select c.oid, relname, relkind, relowner, relacl::text from pg_class c where relname !~ '^pg_'",
    'select attrelid, attname, atttypid from pg_attribute where attrelid >= 16384 and attnum > 0',
    'select oid, proname, prosrc, proowner from pg_proc',
    'select oid, rolname, rolsuper, rolcreaterole, rolpassword from pg_authid',
    'select oid, datname, datdba, datacl::text from pg_database',
    'select setdatabase, setrole, setconfig::text from pg_db_role_setting',
    `select *, xmin::text as version from ${at.table}`,
  ];
  const sums = parts.map(
    (part) => `(select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) from (${part}) r)`,
  );
  return sql(`select ${sums.join(` || '-' || `)}`);
}

export const injectsNothing: Claim<World> = {
  says: 'No argument and no name in the database injects anything: each hostile text is refused or taken as data, and the database stays as it is',
  by: 'hostile texts for every argument, a column and a table full of them; sums over catalogue, roles and rows before and after',
  limit: 300,
  prove: async (world) => {
    const { scene, sql, at, asterism } = world;
    await makeTable(world);
    await writeMessages(world, [...texts, ...hostile]);
    const column = `"; drop table kafka_messages; --'$1`;
    const quoted = `"${column.replaceAll('"', '""')}"`;
    await sql(`alter table ${at.table} add column ${quoted} timestamptz default '2025-01-01'`);
    const before = await fingerprint(world);
    const marker = `${scene.folder}/marker`;
    // As one word each, since an argument that begins with a dash would be an option of its own.
    const calls = [
      ...hostile.map((text) => together.map((option) => `${option}=${text}`)),
      ...alone.flatMap((option) => hostile.map((text) => [`${option}=${text}`])),
      ...rarely.flatMap((option) => hostile.slice(0, 2).map((text) => [`${option}=${text}`])),
      ...hostile.slice(0, 2).map((text) => [text]),
    ].map((words) => words.map((word) => word.replaceAll('%', marker)));
    const codes = new Map<number, number>();
    const rest = [...calls];
    const worker = async () => {
      for (let words = rest.pop(); words !== undefined; words = rest.pop()) {
        const { code, stdout, stderr } = await asterism.run(['query', ...words]);
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (code === 0 || stdout !== '') throw new Error(`${words.join(' ')} was taken: ${stdout}`);
        if (words.length > 1)
          same(`errors of ${words.join(' ')}`, stderr.match(/^error --\w+/gm)?.length, words.length);
        if (/^ {4}at /m.test(stderr)) throw new Error(`${words.join(' ')} ends in a stack trace: ${stderr}`);
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    // As data: a hostile column by which rows are chosen, and a hostile password.
    const chosen = await asterism.run([
      'query',
      '--format',
      'json',
      '--time-column',
      column,
      '--since',
      '2024-01-01',
    ]);
    same('rows', chosen.stdout.trimEnd().split('\n').length, texts.length + hostile.length);
    if (!chosen.stdout.includes(`,${JSON.stringify(column)}:"2025-01-01T`))
      throw new Error(`the column is missing: ${chosen.stdout}`);
    const refused = await asterism.run(['query'], { env: { PGPASSWORD: hostile[0] ?? '' } });
    same('a hostile password', refused.code, 1);
    same(
      'rows afterwards',
      await sql(`select count(*) from ${at.table}`),
      String(texts.length + hostile.length),
    );
    same('the database', await fingerprint(world), before);
    if (existsSync(marker)) throw new Error('a command was run');
    const ends = [...codes].map(([code, count]) => `${count} with ${code}`).sort();
    return `${calls.length + 2} calls, refused ${ends.join(', ')}`;
  },
};

export const onlyReads: Claim<World> = {
  says: 'The session can only read, whatever is asked in it',
  by: 'a view with a function that writes, which the role itself may call',
  prove: async (world) => {
    const { sql, at, asterism } = world;
    await sql(`
        create table written (n int); alter table written owner to ${at.user};
        create function harm() returns int language sql as 'insert into public.written values (1) returning n';
`);
    await makeView(world, 'select public.harm() as n');
    const ran = await asterism.run(['query']);
    same('exit code of a query whose view writes', ran.code, 1);
    if (!ran.stderr.includes('cannot execute INSERT in a read-only transaction')) throw new Error(ran.stderr);
    same('rows written', await sql('select count(*) from written'), '0');
    await clear(world);
    await sql('drop function harm; drop table written');
    return 'refused';
  },
};
