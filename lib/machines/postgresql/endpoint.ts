import * as v from 'valibot';
import {
  type Endpoint,
  type EndpointContext,
  type HostDeclaration,
  type HostOwner,
  isHostProgram,
} from '../../inventory';
import { partsOf, plainAt, suggest } from '../../values';
import type { PostgresqlSettings } from './props';

/** Its name among the programs of a host, and the protocol of its endpoints. */
export const postgresqlName = 'postgresql';

/** A database in a PostgreSQL server on a host, and the role that logs in. */
export interface PostgresqlEndpoint extends Endpoint<'postgresql'> {
  readonly owner: HostOwner;
  readonly database: string;
  readonly user: string;
}

const server = v.object({
  protocol: v.literal(postgresqlName),
  transport: v.picklist(['tcp', 'udp']),
  port: v.number(),
  owner: v.object({ kind: v.literal('host'), host: v.string(), program: v.exactOptional(v.string()) }),
  database: v.string(),
  user: v.string(),
});

/** A database that is handed to a component. Types are not checked at synth, so brokers are refused here. */
export const postgresqlEndpoint = v.custom<PostgresqlEndpoint>(
  (value) => v.is(server, value),
  'an endpoint of postgresqlOn()',
);

/**
 * The endpoint of a database on a host, for a component that uses it.
 * @param host it lists `postgresql()` among its programs, with this database
 * @param use the database that the component uses, and the role that it logs in with, which owns it
 */
export function postgresqlOn(
  { input }: HostDeclaration,
  use: { readonly database: string; readonly user: string },
): PostgresqlEndpoint {
  // What is wrong with the declaration is reported when the cluster is read.
  const name = plainAt(input, ['name']);
  return {
    protocol: postgresqlName,
    transport: 'tcp',
    port: portOn(input),
    owner: { kind: 'host', host: typeof name === 'string' ? name : '', program: postgresqlName },
    ...use,
  };
}

function portOn(input: unknown): number {
  const programs = partsOf(plainAt(input, ['programs']));
  const listed = programs.is === 'list' ? programs.items.filter(isHostProgram) : [];
  const port = plainAt(listed.find((program) => program.name === postgresqlName)?.settings, ['port']);
  return typeof port === 'number' ? port : 5432;
}

/** Reports a database that the server does not list, and a role that does not own it. */
export function checkEndpoint(
  { databases }: PostgresqlSettings,
  endpoint: Endpoint,
  { host, at, report }: EndpointContext,
): void {
  if (!isPostgresql(endpoint)) return;
  const database = databases.find((candidate) => candidate.name === endpoint.database);
  if (database === undefined) {
    report({
      at,
      reason: `needs database "${endpoint.database}" on host ${host.name}, which does not list it`,
      next: suggest(
        endpoint.database,
        databases.map((candidate) => candidate.name),
        'add it to databases of postgresql({ … })',
      ),
    });
  } else if (database.owner !== endpoint.user) {
    report({
      at,
      reason: `logs in to database "${endpoint.database}" as "${endpoint.user}", but "${database.owner}" owns it`,
      next: 'let the owner log in: since PostgreSQL 15 only the owner may create tables in schema public',
    });
  }
}

function isPostgresql(endpoint: Endpoint): endpoint is PostgresqlEndpoint {
  return endpoint.protocol === postgresqlName;
}
