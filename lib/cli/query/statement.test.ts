import { assert, constantFrom, property, string } from 'fast-check';
import { quoted, tableNameOf } from './sql';
import { countStatement, isOrdered, rowsStatement } from './statement';
import { type Column, readTableFacts, type TableFacts, timeColumnOf } from './table-facts';

const column = (name: string, changes: Partial<Column> = {}): Column => ({
  name,
  type: 'text',
  nullable: true,
  isNumber: false,
  isBoolean: false,
  ...changes,
});

const created = column('created_at', { type: 'timestamp(6) without time zone', time: 'without zone' });
const seen = column('seen', { type: 'timestamp with time zone', time: 'with zone' });
const messages: TableFacts = {
  schema: 'public',
  name: 'messages',
  isView: false,
  columns: [
    column('part', { key: 1 }),
    column('place', { key: 2 }),
    column('ok', { isBoolean: true }),
    created,
  ],
};
const plain = { json: false };

test('rows come oldest first, by the time and then by the key', () => {
  expect(rowsStatement({ table: messages, time: created }, plain)).toEqual({
    text:
      'select r."part", r."place", r."ok"::text, r."created_at" from (' +
      'select t."part", t."place", t."ok", t."created_at" from "public"."messages" t' +
      ') r order by r."created_at" asc nulls first, r."part" asc, r."place" asc',
    values: [],
  });
});

test('a limit keeps the newest, and they still come oldest first', () => {
  const { text, values } = rowsStatement({ table: messages, time: created, limit: 5 }, plain);
  expect(text).toContain(
    't order by t."created_at" desc nulls last, t."part" desc, t."place" desc limit $1::bigint) r order by r."created_at" asc',
  );
  expect(values).toEqual(['5']);
});

test('without a time the key gives the order, without both nothing does', () => {
  const noKey = { ...messages, columns: [column('a')] };
  expect(rowsStatement({ table: messages }, plain).text).toMatch(
    /\) r order by r\."part" asc, r\."place" asc$/,
  );
  expect(rowsStatement({ table: noKey }, plain).text).toMatch(/\) r$/);
  expect([isOrdered({ table: messages }), isOrdered({ table: noKey })]).toEqual([true, false]);
});

test.each([
  [
    created,
    { kind: 'moment' as const, text: '2025-03-01 00:00:00+00:00' },
    `t."created_at" >= ($1::timestamptz) at time zone 'UTC'`,
  ],
  [seen, { kind: 'moment' as const, text: '2025-03-01 00:00:00+00:00' }, 't."seen" >= $1::timestamptz'],
  [
    seen,
    { kind: 'ago' as const, seconds: 90 },
    't."seen" >= now() - make_interval(secs => $1::double precision)',
  ],
])('since holds a time against a value that travels beside the text (%#)', (time, since, condition) => {
  const { text, values } = countStatement({ table: messages, time, since });
  expect(text).toBe(`select count(*) from "public"."messages" t where ${condition}`);
  expect(values).toEqual([since.kind === 'ago' ? '90' : since.text]);
});

test('following asks for versions from a transaction on, with their places', () => {
  const { text, values } = rowsStatement(
    { table: messages },
    { json: true, versions: true, writtenFrom: '731' },
  );
  expect(text).toMatch(/^select r\.ctid::text, r\.xmin::text, to_json\(r\."part"\), /);
  expect(text).toContain(' where age(t.xmin) between 0 and age($1::xid)');
  expect(values).toEqual(['731']);
});

test('a name is a name whatever it holds: outside the quotes nothing of it is left', () => {
  assert(
    property(string({ unit: constantFrom('"', '"', "'", '\\', ';', '.', ' ', 'a', '漢') }), (name) => {
      const text = quoted(name);
      expect(text.slice(1, -1).replaceAll('""', '')).not.toContain('"');
      expect(text.slice(1, -1).replaceAll('""', '"')).toBe(name);
    }),
  );
  expect(() => quoted('a\0b')).toThrow('no zero byte');
});

test('a table is in public unless its schema stands before it', () => {
  expect(tableNameOf('orders')).toEqual({ schema: 'public', name: 'orders' });
  expect(tableNameOf('shop.orders')).toEqual({ schema: 'shop', name: 'orders' });
});

test("the catalogue's answer becomes columns, and no answer no table", () => {
  const table = { schema: 'public', name: 'messages' };
  expect(readTableFacts(table, [])).toBeUndefined();
  expect(
    readTableFacts(table, [
      ['f', 'id', 'integer', 'f', null, '0', 't', 'int4'],
      ['f', 'at', 'timestamp with time zone', 't', 'now()', null, 'f', 'timestamptz'],
    ]),
  ).toEqual({
    ...table,
    isView: false,
    columns: [
      { name: 'id', type: 'integer', nullable: false, isNumber: true, isBoolean: false, key: 1 },
      {
        name: 'at',
        type: 'timestamp with time zone',
        nullable: true,
        isNumber: false,
        isBoolean: false,
        defaultExpression: 'now()',
        time: 'with zone',
      },
    ],
  });
  expect(readTableFacts(table, [['t', null, null, null, null, null, null, null]])).toEqual({
    ...table,
    isView: true,
    columns: [],
  });
});

describe('the column that says when', () => {
  const both = { ...messages, columns: [...messages.columns, seen] };
  const day = column('day', { type: 'date', time: 'without zone' });

  test('is the only one with a time of day', () => {
    expect(timeColumnOf({ ...messages, columns: [...messages.columns, day] }, undefined, true)).toBe(created);
  });
  test('is the one that is named, a date too', () => {
    expect(timeColumnOf(both, 'seen', true)).toBe(seen);
    expect(timeColumnOf({ ...messages, columns: [day] }, 'day', false)).toBe(day);
  });
  test('may be missing where nothing asks for it', () => {
    expect(timeColumnOf(both, undefined, false)).toBeUndefined();
  });
  test.each([
    [
      both,
      undefined,
      'messages has no one column that says when',
      'choose with --time-column one of created_at, seen',
    ],
    [
      { ...messages, columns: [] },
      undefined,
      'messages has no column that holds a time',
      'leave --since out; --schema shows the columns',
    ],
    [both, 'sean', 'messages has no column "sean"', 'did you mean "seen"?'],
    [both, 'part', 'column "part" is of type text, which is not a time', 'use one of created_at, seen'],
  ])('is missed with the way out (%#)', (table, named, reason, next) => {
    expect(timeColumnOf(table, named, true)).toMatchObject({ reason, next });
  });
});
