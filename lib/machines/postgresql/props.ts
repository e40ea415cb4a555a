import * as v from 'valibot';
import type { SettingsOf } from '../../inventory';
import { port } from '../../values';
import { databaseName, roleName } from './sql-name';

export const postgresqlProps = v.strictObject({
  /** Port on which it listens. @default 5432 */
  port: v.exactOptional(port, 5432),
  /** Major version, 15 and up. Data of another one is not read; `pg_upgrade` moves it. @default 17 */
  major: v.exactOptional(v.picklist([15, 16, 17, 18]), 17),
  /** Databases and the role that owns each: since PostgreSQL 15 only the owner may create tables in schema public. */
  databases: v.array(
    v.strictObject({
      /** Name of the database. */
      name: databaseName,
      /** Role that owns it and logs in; no superuser. */
      owner: roleName,
    }),
  ),
});

export type PostgresqlProps = SettingsOf<typeof postgresqlProps>;

/** A PostgreSQL server as it was read. */
export type PostgresqlSettings = v.InferOutput<typeof postgresqlProps>;
