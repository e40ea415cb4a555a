import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../values';

/**
 * Words that PostgreSQL takes as a name only in quotes: `SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')` of
 * PostgreSQL 15. Debezium's sink writes names without quotes.
 * https://www.postgresql.org/docs/current/sql-keywords-appendix.html
 */
const reserved = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
  select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
  variadic verbose when where window with`.split(/\s+/),
);

/** Columns that every table has. https://www.postgresql.org/docs/current/ddl-system-columns.html */
const systemColumns = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];

const form =
  'use 1 to 63 lower-case letters, digits and underscores, and begin with a letter or an underscore';

/** Reads the name of a database. The databases that PostgreSQL makes itself are refused: they belong to the superuser. */
export function parseDatabaseName(written: string): Parsed<string> {
  return parseName(written, 'a database', ['postgres', 'template0', 'template1']);
}

/**
 * Reads the name of a role. Refused are the superuser that `initdb` makes, whose rights `init.sql` would take away, and
 * names that PostgreSQL keeps for itself. https://www.postgresql.org/docs/current/predefined-roles.html
 */
export function parseRoleName(written: string): Parsed<string> {
  return parseName(written, 'a role', ['postgres', 'public', 'none', 'root']);
}

/** Reads the name of a column. */
export function parseColumnName(written: string): Parsed<string> {
  return parseName(written, 'a column', systemColumns);
}

/** Reads the name of a table, with its schema and a dot in front where that is not `public`. */
export function parseTableName(written: string): Parsed<string> {
  const [first = '', second, ...rest] = written.split('.');
  const next = `${form}; write the schema and a dot in front where it is not public`;
  if (rest.length > 0) return refused(`${shown(written)} has more than one dot`, next);
  const parts = second === undefined ? [first] : [first, second];
  const wrong = parts.find((part) => !isName(part));
  if (wrong !== undefined)
    return refused(`${shown(written)} is not a table name that PostgreSQL takes without quotes`, next);
  const kept = parts.find((part) => isKept(part, []));
  if (kept !== undefined) return keptName(kept);
  if (second !== undefined && first === 'information_schema') return keptName(first);
  return { value: written };
}

function parseName(written: string, what: string, taken: readonly string[]): Parsed<string> {
  if (!isName(written)) {
    const lower = written.toLowerCase().replaceAll('-', '_');
    return refused(
      `${shown(written)} is not the name of ${what} that PostgreSQL takes without quotes`,
      isName(lower) ? `did you mean "${lower}"?` : form,
    );
  }
  return isKept(written, taken) ? keptName(written) : { value: written };
}

/** At most 63 bytes, `NAMEDATALEN - 1`. https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
function isName(text: string): boolean {
  return /^[a-z_][a-z0-9_]{0,62}$/.test(text);
}

/** `pg_` is kept for schemas and roles; a table of such a name would be read in `pg_catalog` first. */
function isKept(name: string, taken: readonly string[]): boolean {
  return name.startsWith('pg_') || reserved.has(name) || taken.includes(name);
}

function keptName(name: string): Parsed<never> {
  return refused(`PostgreSQL keeps "${name}" for itself`, `take another name, such as "app_${name}"`);
}

/** The name of a database. */
export const databaseName = v.pipe(v.string(), parsedBy(parseDatabaseName), v.title('database name'));
/** The name of a role. */
export const roleName = v.pipe(v.string(), parsedBy(parseRoleName), v.title('role name'));
/** The name of a column, which PostgreSQL takes without quotes. */
export const columnName = v.pipe(v.string(), parsedBy(parseColumnName), v.title('column name'));
/** The name of a table, with or without its schema, which PostgreSQL takes without quotes. */
export const tableName = v.pipe(v.string(), parsedBy(parseTableName), v.title('table name'));
