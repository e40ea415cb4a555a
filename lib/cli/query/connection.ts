import type { Client } from 'pg';
import { answered } from './answer';
import { guardMessages } from './guard';
import type { Tls } from './request';

/** What it takes to log in. */
export interface Login {
  readonly address: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: Tls;
}

/** Seconds until a server that does not answer counts as unreachable. */
export const patience = 10;

/**
 * What holds in the session. It can write nothing, sees one snapshot a transaction, finds no function but PostgreSQL's own, and
 * writes values as text that says everything: times in UTC with all their digits.
 */
const settings: Readonly<Record<string, string>> = {
  default_transaction_read_only: 'on',
  default_transaction_isolation: 'repeatable read',
  search_path: 'pg_catalog',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
};

/** Lets the server notice that the client has gone, so that Ctrl-C also ends a long sort there; PostgreSQL 14 and later. */
const noticeHangup =
  "select set_config(name, '2s', false) from pg_settings where name = 'client_connection_check_interval'";

/** Logs in. Nothing is taken from `PG…` variables, and no `.pgpass` is read: everything is said here. */
export async function connect(login: Login): Promise<Client> {
  // Loaded here, since every other command does without it.
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: login.address,
    port: login.port,
    database: login.database,
    user: login.user,
    password: login.password,
    ssl: login.tls === 'off' ? false : { rejectUnauthorized: login.tls === 'verify' },
    application_name: 'asterism query',
    connectionTimeoutMillis: patience * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
      .join(' '),
    // As text, so that no digit of a number or a time is lost.
    types: { getTypeParser: () => (text: string) => text },
  });
  // A connection that breaks between two questions is noticed with the next one.
  client.on('error', () => undefined);
  guardMessages(client);
  await client.connect();
  await answered(client, client.query(noticeHangup));
  return client;
}
