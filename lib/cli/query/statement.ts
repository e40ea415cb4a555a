import { quoted, type Statement } from './sql';
import type { Since } from './since';
import { type Column, keyOf, type TableFacts } from './table-facts';

/** Which rows of a table. */
export interface Selection {
  readonly table: TableFacts;
  /** The column that says when. */
  readonly time?: Column;
  readonly since?: Since;
  /** The newest so many. */
  readonly limit?: number;
}

/** How the rows come. */
export interface Shape {
  /** Each cell as JSON, by PostgreSQL's own `to_json`; otherwise as PostgreSQL writes the value as text. */
  readonly json: boolean;
  /** Place and transaction of each row's version come first, see `versions.ts`. */
  readonly versions?: boolean;
  /** Only versions that were written by this transaction or later ones. */
  readonly writtenFrom?: string;
}

/**
 * The rows, oldest first: by the column that says when, and by the primary key where that is equal or where the table has no such column.
 * A limit keeps the newest.
 */
export function rowsStatement({ table, time, since, limit }: Selection, shape: Shape): Statement {
  const values: string[] = [];
  const value = (text: string): string => `$${values.push(text)}`;
  const conditions = [
    ...(time !== undefined && since !== undefined ? [sinceCondition(time, since, value)] : []),
    // How many transactions ago counts on a circle; what was frozen more than half of it ago counts as negative.
    ...(shape.writtenFrom === undefined
      ? []
      : [`age(t.xmin) between 0 and age(${value(shape.writtenFrom)}::xid)`]),
  ];
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
  const versions = shape.versions === true ? ['ctid', 'xmin'] : [];
  const columns = [...versions, ...table.columns.map(({ name }) => quoted(name))].map((name) => `t.${name}`);
  const newest =
    limit === undefined ? '' : `${order(table, time, 'desc')} limit ${value(String(limit))}::bigint`;
  const source = `select ${columns.join(', ')} from ${nameOf(table)} t${where}${newest}`;
  const cells = [
    ...versions.map((name) => `r.${name}::text`),
    ...table.columns.map((column) => cell(column, shape)),
  ];
  return { text: `select ${cells.join(', ')} from (${source}) r${order(table, time, 'asc', 'r')}`, values };
}

function cell({ name, isBoolean }: Column, { json }: Shape): string {
  const column = `r.${quoted(name)}`;
  if (json) return `to_json(${column})`;
  // `true` says more than `t`; other types lose by a cast: char(n) its blanks.
  return isBoolean ? `${column}::text` : column;
}

/** How many rows. */
export function countStatement({ table, time, since }: Selection): Statement {
  const values: string[] = [];
  const where =
    time === undefined || since === undefined
      ? ''
      : ` where ${sinceCondition(time, since, (text) => `$${values.push(text)}`)}`;
  return { text: `select count(*) from ${nameOf(table)} t${where}`, values };
}

/** Whether rows of this table come in an order. */
export function isOrdered({ table, time }: Selection): boolean {
  return time !== undefined || keyOf(table).length > 0;
}

function nameOf({ schema, name }: TableFacts): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

/** A column without a zone is taken for UTC, in which the sinks write. */
function sinceCondition(time: Column, since: Since, value: (text: string) => string): string {
  const from =
    since.kind === 'moment'
      ? `${value(since.text)}::timestamptz`
      : `now() - make_interval(secs => ${value(String(since.seconds))}::double precision)`;
  const column = `t.${quoted(time.name)}`;
  return time.time === 'with zone' ? `${column} >= ${from}` : `${column} >= (${from}) at time zone 'UTC'`;
}

/** Rows without a time count as the oldest. */
function order(table: TableFacts, time: Column | undefined, direction: 'asc' | 'desc', of = 't'): string {
  const key = keyOf(table).filter(({ name }) => name !== time?.name);
  const parts = [
    ...(time === undefined
      ? []
      : [`${of}.${quoted(time.name)} ${direction} nulls ${direction === 'asc' ? 'first' : 'last'}`]),
    ...key.map(({ name }) => `${of}.${quoted(name)} ${direction}`),
  ];
  return parts.length === 0 ? '' : ` order by ${parts.join(', ')}`;
}
