import { dangerous, parsesTo, refusal } from '../../testing/parses';
import { columnName, databaseName, roleName, tableName } from './sql-name';

const form =
  'use 1 to 63 lower-case letters, digits and underscores, and begin with a letter or an underscore';
const withoutQuotes = (name: string, what: string) =>
  `${JSON.stringify(name)} is not the name of ${what} that PostgreSQL takes without quotes`;
const kept = (name: string) =>
  refusal(`PostgreSQL keeps "${name}" for itself`, `take another name, such as "app_${name}"`);

test.each(['shop', '_shop', 's', 'shop_2', 'x'.repeat(63)])(
  '%s names a database, a role, a column and a table',
  (name) => {
    for (const schema of [databaseName, roleName, columnName, tableName])
      expect(parsesTo(schema, name)).toBe(name);
  },
);

test.each(['value', 'key', 'name', 'timestamp', 'level'])('%s names a column: it is not reserved', (name) => {
  expect(parsesTo(columnName, name)).toBe(name);
});

test.each(dangerous)('%j names nothing in PostgreSQL', (text) => {
  for (const schema of [databaseName, roleName, columnName, tableName])
    expect(parsesTo(schema, text)).toMatch(/^refused: /);
});

test.each([
  [databaseName, 'shop$(touch x)', refusal(withoutQuotes('shop$(touch x)', 'a database'), form)],
  [databaseName, 'my-shop', refusal(withoutQuotes('my-shop', 'a database'), 'did you mean "my_shop"?')],
  [databaseName, 'x'.repeat(64), refusal(withoutQuotes('x'.repeat(64), 'a database'), form)],
  [databaseName, 'postgres', kept('postgres')],
  [databaseName, 'template1', kept('template1')],
  [roleName, 'a;touch y', refusal(withoutQuotes('a;touch y', 'a role'), form)],
  [roleName, 'postgres', kept('postgres')],
  [roleName, 'pg_monitor', kept('pg_monitor')],
  [roleName, 'none', kept('none')],
  [roleName, 'user', kept('user')],
  [columnName, 'ctid', kept('ctid')],
  [tableName, 'sales.order', kept('order')],
  [tableName, 'pg_catalog.orders', kept('pg_catalog')],
  [tableName, 'information_schema.orders', kept('information_schema')],
  [
    tableName,
    'a.b.c',
    refusal(
      '"a.b.c" has more than one dot',
      `${form}; write the schema and a dot in front where it is not public`,
    ),
  ],
])('%# a name that PostgreSQL keeps, or takes only in quotes, is refused', (schema, text, message) => {
  expect(parsesTo(schema, text)).toBe(message);
});

test('a table may have its schema in front', () => {
  expect(parsesTo(tableName, 'sales.orders')).toBe('sales.orders');
});
