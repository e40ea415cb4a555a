import * as v from 'valibot';
import { type Problem, suggest } from '../../values';
import type { Statement, TableName } from './sql';

/** A column of the table, from PostgreSQL's catalogue. */
export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it: `timestamp(6) with time zone`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Expression of the default. */
  readonly defaultExpression?: string;
  /** Place in the primary key, 1 and up. */
  readonly key?: number;
  readonly isNumber: boolean;
  readonly isBoolean: boolean;
  /** What kind of time it holds. */
  readonly time?: 'with zone' | 'without zone';
}

/** What the catalogue says about a table. */
export interface TableFacts extends TableName {
  /** Rows of a view have no version of their own. */
  readonly isView: boolean;
  readonly columns: readonly Column[];
}

/** Asks the catalogue for a table's columns, in their order. No row when the table does not exist. */
export function describeStatement({ schema, name }: TableName): Statement {
  return {
    text: `
select c.relkind in ('v', 'm', 'f') as is_view, a.attname as name,
  format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
  pg_get_expr(d.adbin, d.adrelid) as default_expression, array_position(i.indkey::int2[], a.attnum) as key,
  t.typcategory = 'N' as is_number, t.typname as base
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
left join pg_index i on i.indrelid = c.oid and i.indisprimary
where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')
order by a.attnum`,
    values: [schema, name],
  };
}

const cell = v.nullable(v.string());
const described = v.array(v.strictTuple([v.string(), cell, cell, cell, cell, cell, cell, cell]));

/** Reads what the catalogue answered; undefined when the table does not exist. */
export function readTableFacts(table: TableName, rows: unknown): TableFacts | undefined {
  const read = v.parse(described, rows);
  if (read.length === 0) return undefined;
  return {
    schema: table.schema,
    name: table.name,
    isView: read[0]?.[0] === 't',
    columns: read.flatMap(([, name, type, nullable, defaultExpression, key, isNumber, base]) =>
      name === null
        ? []
        : [
            {
              name,
              type: type ?? '',
              nullable: nullable === 't',
              isNumber: isNumber === 't',
              isBoolean: base === 'bool',
              ...(defaultExpression !== null && { defaultExpression }),
              // An int2vector counts from 0.
              ...(key !== null && { key: Number(key) + 1 }),
              ...timeOf(base),
            },
          ],
    ),
  };
}

function timeOf(base: string | null): Pick<Column, 'time'> {
  if (base === 'timestamptz') return { time: 'with zone' };
  return base === 'timestamp' || base === 'date' ? { time: 'without zone' } : {};
}

/** Columns of the primary key, in its order. */
export function keyOf({ columns }: TableFacts): readonly Column[] {
  return columns
    .flatMap((column) => (column.key === undefined ? [] : [column]))
    .sort((a, b) => (a.key ?? 0) - (b.key ?? 0));
}

/**
 * The column that says when: the one that a person names, or else the only one with a time of day.
 * @param named `--time-column`
 * @param needed whether `--since` asks for it
 * @returns the column, undefined when there is none and none is needed, or why there is none
 */
export function timeColumnOf(
  facts: TableFacts,
  named: string | undefined,
  needed: boolean,
): Column | Problem | undefined {
  const times = facts.columns.filter(({ time }) => time !== undefined);
  const names = times.map(({ name }) => name);
  if (named !== undefined) {
    const column = facts.columns.find(({ name }) => name === named);
    const at = '--time-column';
    if (column === undefined)
      return {
        at,
        reason: `${facts.name} has no column "${named}"`,
        next: suggest(named, names.length > 0 ? names : facts.columns.map(({ name }) => name)),
      };
    if (column.time !== undefined) return column;
    return {
      at,
      reason: `column "${named}" is of type ${column.type}, which is not a time`,
      next: suggest(named, names),
    };
  }
  const ofDay = times.filter(({ type }) => type !== 'date');
  if (ofDay.length === 1) return ofDay[0];
  if (!needed) return undefined;
  return times.length === 0
    ? {
        at: '--since',
        reason: `${facts.name} has no column that holds a time`,
        next: 'leave --since out; --schema shows the columns',
      }
    : {
        at: '--since',
        reason: `${facts.name} has no one column that says when`,
        next: `choose with --time-column one of ${names.join(', ')}`,
      };
}
