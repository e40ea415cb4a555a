import type { Facts, Host } from '../../inventory';
import type { PostgresqlSettings } from './props';
import { header, textOf } from '../machine-file';
import { inQuotes } from '../../values';

/** A database, the role that owns it, and the schemas beside `public` in which it has tables. */
export type Database = PostgresqlSettings['databases'][number] & {
  readonly schemas: readonly string[];
};

/** Variable with the folder that holds each role's password, in a file of the role's name; systemd sets it for its units. */
export const passwordsVariable = 'CREDENTIALS_DIRECTORY';

/**
 * SQL that makes roles and databases, gives each database to its role, and sets the passwords. It may run any number of times.
 * It holds no password: `psql` reads them from files.
 */
export function initSql(databases: readonly Database[], host: Host, facts: Facts): string {
  const owners = [...new Set(databases.map(({ owner }) => owner))];
  return textOf([
    ...header(facts, '--'),
    `-- For ${host.name}: ${passwordsVariable}=FOLDER psql --dbname=postgres --file=init.sql, as the administrator.`,
    '-- FOLDER contains one file per role, named after it, with its password; only the administrator may read them.',
    '',
    '\\set ON_ERROR_STOP on',
    '-- Otherwise the server logs statements with passwords in clear text.',
    "SET log_statement = 'none';",
    'SET log_min_duration_statement = -1;',
    "SET log_min_error_statement = 'panic';",
    "SET password_encryption = 'scram-sha-256';",
    ...owners.flatMap((owner) => ['', ...roleLines(owner)]),
    ...databases.flatMap((database) => ['', ...databaseLines(database)]),
  ]);
}

function roleLines(role: string): readonly string[] {
  return [
    '-- The lines below would remove the rights of a superuser, and it may be the only one.',
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(role)} AND rolsuper) AS superuser \\gset`,
    '\\if :superuser',
    `  \\warn ${literal(`role ${role} is a superuser; give the databases to another role`)}`,
    "  DO $$ BEGIN RAISE EXCEPTION 'a superuser must not own a database of an application'; END $$;",
    '\\endif',
    `\\set password \`cat "$${passwordsVariable}"/${inQuotes(role)}\``,
    "SELECT :'password' = '' AS missing \\gset",
    '\\if :missing',
    `  \\warn ${literal(`no password for role ${role}: ${passwordsVariable}/${role} is empty or missing`)}`,
    "  DO $$ BEGIN RAISE EXCEPTION 'a password is missing'; END $$;",
    '\\endif',
    `SELECT format('CREATE ROLE %I', ${literal(role)})`,
    `  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(role)}) \\gexec`,
    `ALTER ROLE ${identifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';`,
    '\\unset password',
  ];
}

function databaseLines({ name, owner, schemas }: Database): readonly string[] {
  return [
    `SELECT format('CREATE DATABASE %I OWNER %I', ${literal(name)}, ${literal(owner)})`,
    `  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${literal(name)}) \\gexec`,
    `ALTER DATABASE ${identifier(name)} OWNER TO ${identifier(owner)};`,
    '-- Only the owner may connect.',
    `REVOKE ALL ON DATABASE ${identifier(name)} FROM PUBLIC;`,
    `ALTER ROLE ${identifier(owner)} IN DATABASE ${identifier(name)} SET search_path = public;`,
    `\\connect ${literal(name)}`,
    '-- A database that was created before PostgreSQL 15 still allows every role to create tables here.',
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    `GRANT USAGE, CREATE ON SCHEMA public TO ${identifier(owner)};`,
    ...(schemas.length === 0
      ? []
      : ['-- Components create tables in these schemas, but not the schemas themselves.']),
    ...schemas.flatMap((schema) => [
      `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)} AUTHORIZATION ${identifier(owner)};`,
      `GRANT USAGE, CREATE ON SCHEMA ${identifier(schema)} TO ${identifier(owner)};`,
    ]),
    "\\connect 'postgres'",
  ];
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
