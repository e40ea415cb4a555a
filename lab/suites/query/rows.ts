import * as v from 'valibot';
import { readCsv } from '../../drivers/csv';
import { type Claim, same } from '../../harness';
import { makeTable, truth, type World, writeMessages } from './world';

/** Texts that a careless printer would spoil, and that a careless terminal would obey. */
export const texts = [
  'Message 1',
  'a "quoted", text',
  'two\nlines\r\nand\ta tab',
  ' blanks at both ends ',
  '',
  'NULL',
  '漢字 and 😀 and é',
  '\u001b[2J\u001b]0;title\u0007 \u009b31m red',
  'right to left \u202e override',
  "'; drop table kafka_messages; --",
  '{"json": [1, 2]}',
  'x'.repeat(300),
];

const names = ['__connect_topic', '__connect_partition', '__connect_offset', 'id', 'text', 'created_at'];
const order = 'order by created_at';

/** Cells of a printed table, cut where its rule has gaps. */
function readTable(text: string): readonly (readonly string[])[] {
  const [, rule = '', ...lines] = text.trimEnd().split('\n');
  const columns = [...rule.matchAll(/-+/g)].map((match) => [match.index, match.index + match[0].length]);
  return lines.map((line) => columns.map(([from, to]) => line.slice(from, to).trim()));
}

const rowShape = v.array(v.record(v.string(), v.unknown()));

/** What an independent reader, jq, makes of JSON lines: a list of objects. */
async function readJsonLines({ scene }: World, text: string): Promise<v.InferOutput<typeof rowShape>> {
  const { stdout } = await scene.run('jq', ['--slurp', '--compact-output', '.'], { input: text });
  return v.parse(rowShape, JSON.parse(stdout));
}

export const showsRows: Claim<World> = {
  says: '`asterism query` shows the rows of the table into which the committed connector writes, as JSON lines, CSV and a table',
  by: 'jq, a strict reader of RFC 4180 and the gaps of the table, against what psql reads',
  prove: async (world) => {
    await makeTable(world);
    await writeMessages(world, texts);
    const query = (...args: string[]) => world.asterism.run(['query', ...args]);
    const [json, csv, table] = await Promise.all([
      query('--format', 'json'),
      query('--format', 'csv'),
      query(),
    ]);
    const rows = await truth(world, names, order);
    same('rows', rows.length, texts.length);
    const objects = await readJsonLines(world, json.stdout);
    const iso = await truth(world, ["to_json(created_at)::jsonb #>> '{}'"], order);
    same(
      'json',
      objects,
      rows.map((row, index) =>
        Object.fromEntries(
          names.map((name, column) => [
            name,
            [1, 2, 3].includes(column) ? Number(row[column]) : column === 5 ? iso[index]?.[0] : row[column],
          ]),
        ),
      ),
    );
    same('csv', readCsv(csv.stdout), [names, ...rows]);
    // A table shows; of these texts it cuts one and escapes four.
    const plain = [0, 1, 9, 10];
    const shown = readTable(table.stdout);
    same('rows of the table', shown.length, rows.length);
    for (const index of plain) same('a row of the table', shown[index], rows[index]);
    for (const ran of [json, csv, table]) same('end', [ran.code, ran.stderr], [0, '']);
    return `${rows.length} rows in 3 formats`;
  },
};

export const printsValues: Claim<World> = {
  says: 'Every value is printed with all that PostgreSQL knows of it: NULL, bytes, digits, microseconds, offsets, arrays',
  by: 'extreme values of 14 types as CSV and JSON, against what psql reads',
  prove: async (world) => {
    const { sql, at, asterism } = world;
    await makeTable(world);
    const values: Readonly<Record<string, readonly string[]>> = {
      amount: ['numeric', '123456789012345678901234567890.123456789'],
      big: ['bigint', '9223372036854775807'],
      real: ['double precision', '0.1::float8 + 0.2'],
      odd: ['double precision', "'NaN'"],
      seen: ['timestamptz', "'2025-03-30 02:30:00.123456+05:30'"],
      far: ['timestamptz', "'infinity'"],
      ancient: ['timestamp', "'0044-03-15 12:00:00.000001 BC'"],
      raw: ['bytea', "'\\x00ff0a22'"],
      yes: ['boolean', 'true'],
      tags: ['text[]', `array['a,b', null, '"']`],
      document: ['json', `E'{"a":\\n 1.10}'`],
      lasted: ['interval', "'1 mon 2 days 03:04:05.000006'"],
      empty: ['text', "''"],
      nothing: ['text', 'null'],
    };
    const columns = Object.keys(values);
    for (const [name, [type = '']] of Object.entries(values))
      await sql(`alter table ${at.table} add ${name} ${type}`);
    await sql(`insert into ${at.table} values ('demo-messages', 0, 0, 1, 'one', '2025-01-01 00:00:00.000001',
        ${columns.map((name) => values[name]?.[1] ?? '').join(', ')})`);
    const [expected] = await truth(world, columns);
    const csv = await asterism.run(['query', '--format', 'csv']);
    same('csv', readCsv(csv.stdout)[1]?.slice(names.length), expected);
    const json = await asterism.run(['query', '--format', 'json']);
    const line = (await sql(`set timezone = 'UTC'; select row_to_json(t) from ${at.table} t`))
      .slice(1, -1)
      .replaceAll('""', '"');
    // As texts: a reader with floating numbers would forgive lost digits.
    same('json', json.stdout.trimEnd(), line.replaceAll('\n', ' '));
    same('lines', json.stdout.split('\n').length, 2);
    return `${columns.length} values`;
  },
};

export const showsSchema: Claim<World> = {
  says: '`--schema` shows the columns of the table and its key, `--count` how many rows there are',
  by: "PostgreSQL's information_schema and count(*)",
  prove: async (world) => {
    const { sql, at, asterism } = world;
    await makeTable(world);
    await sql(`alter table ${at.table} add note varchar(20) default 'none'`);
    await sql(
      `insert into ${at.table} select 'demo-messages', 0, i, i, 'm', now() at time zone 'UTC' - make_interval(mins => i) from generate_series(1, 1234) i`,
    );
    const [schema, count] = await Promise.all([
      asterism.run(['query', '--schema', '--format', 'csv']),
      asterism.run(['query', '--count']),
    ]);
    const columns = (
      await sql(`select c.column_name || '|' || is_nullable || '|' || coalesce(column_default, '') || '|' || coalesce(k.ordinal_position::text, '')
          from information_schema.columns c left join information_schema.key_column_usage k using (table_name, column_name)
          where table_name = '${at.table}' order by c.ordinal_position`)
    ).split('\n');
    const found = readCsv(schema.stdout)
      .slice(1)
      .map(([name, , nullable, defaultExpression, key]) =>
        [name, nullable?.toUpperCase(), defaultExpression ?? '', key ?? ''].join('|'),
      );
    same('columns of --schema', found, columns);
    same('a type', readCsv(schema.stdout).at(-1)?.[1], 'character varying(20)');
    same('count', count.stdout, '1234\n');
    return `${columns.length} columns, 1234 rows`;
  },
};

export const choosesRows: Claim<World> = {
  says: '`--since` and `--limit` choose the rows that they name, whatever the time zone of the server and of this machine',
  by: 'ids of a message an hour, with a server in New York and a client in Tokyo',
  prove: async (world) => {
    const { server, at, asterism } = world;
    await makeTable(world);
    await writeMessages(
      world,
      Array.from({ length: 30 }, (_, index) => `Message ${index + 1}`),
    );
    const ids = async (...args: string[]) => {
      const ran = await asterism.run(['query', '--format', 'json', ...args], { env: { TZ: 'Asia/Tokyo' } });
      same(`end of ${args.join(' ')}`, ran.code, 0);
      return (await readJsonLines(world, ran.stdout)).map((row) => Number(row['id']));
    };
    const upTo30 = (from: number) => Array.from({ length: 31 - from }, (_, index) => from + index);
    const moment = new Date(Date.now() - 150 * 60_000).toISOString();
    const cases: readonly (readonly [readonly string[], readonly number[]])[] = [
      [[], upTo30(1)],
      [['--limit', '5'], upTo30(26)],
      [['--limit', 'all'], upTo30(1)],
      [['--since', '150m'], upTo30(28)],
      [['--since', '1d30m'], upTo30(6)],
      [['--since', moment], upTo30(28)],
      [['--since', moment.slice(0, 19)], upTo30(28)],
      [['--since', `${new Date(Date.now() + 6.5 * 3_600_000).toISOString().slice(0, 19)}+09:00`], upTo30(28)],
      [['--since', '10h', '--limit', '3'], upTo30(28)],
      [['--since', '2100-01-01'], []],
    ];
    await server.sql(`alter database ${at.database} set timezone = 'America/New_York'`);
    try {
      for (let index = 0; index < cases.length; index += 3)
        await Promise.all(
          cases.slice(index, index + 3).map(async ([args, expected]) => {
            same(args.join(' '), await ids(...args), expected);
          }),
        );
      const table = await asterism.run(['query']);
      same('rows of a table by default', readTable(table.stdout).length, 20);
      if (!table.stderr.includes('--limit all')) throw new Error('nothing says that there are more rows');
      const count = await asterism.run(['query', '--count', '--since', '150m', '--format', 'json']);
      same('--count --since 150m', count.stdout, '{"count":3}\n');
    } finally {
      await server.sql(`alter database ${at.database} reset timezone`);
    }
    return `${cases.length + 1} choices of 30 rows`;
  },
};
