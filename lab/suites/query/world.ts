import * as v from 'valibot';
import { proxmox } from '../../examples';
import { chooseTarget } from '../../../lib/cli/query/target';
import { problemText } from '../../../lib/values';
import { committedTree, shippedObjects } from '../../drivers/committed';
import { type CommandLine, commandLine } from '../../drivers/command-line';
import { type Postgresql, startPostgresql } from '../../drivers/postgresql';
import { firstDifference, type Scene } from '../../harness';

/** Where the committed connector writes. */
export interface Written {
  /** Its file, and the key in it. */
  readonly path: string;
  readonly address: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly table: string;
}

/** What the claims about `asterism query` are proven in. */
export interface World {
  readonly scene: Scene;
  readonly server: Postgresql;
  readonly at: Written;
  readonly password: string;
  /** The command line, with the password in `PGPASSWORD`. */
  readonly asterism: CommandLine;
  /** Runs SQL in the database as its administrator, and gives the answer's one cell. */
  readonly sql: (text: string) => Promise<string>;
}

const configShape = v.object({
  'connection.url': v.pipe(v.string(), v.regex(/^jdbc:postgresql:\/\/[\d.]+:\d+\/\w+$/)),
  'connection.username': v.string(),
  'collection.name.format': v.string(),
});

/** Blanks, quotes and what a shell or a format would read, so that a password that is not taken as it is fails. */
const password = `ge heim-'"\\$(id)%s;ä`;

/** Starts PostgreSQL where the committed connector looks for it, with its role and its database, and a table of messages. */
export async function startWorld(scene: Scene): Promise<World> {
  const at = connectorIn(await committedTree(scene));
  demandSameTarget(at);
  await scene.run('ip', ['address', 'add', `${at.address}/32`, 'dev', 'lo']);
  const server = await startPostgresql(scene, {
    address: at.address,
    port: at.port,
    access: [`host all outsider ${at.address}/32 reject`, `host all all ${at.address}/32 scram-sha-256`],
  });
  await server.sql(`
    create role ${at.user} login password '${password.replaceAll("'", "''")}';
    create role outsider login;
    create database ${at.database} owner ${at.user};`);
  const world = {
    scene,
    server,
    at,
    password,
    asterism: commandLine(scene, { PGPASSWORD: password }),
    sql: (text: string) => server.sql(text, at.database),
  };
  await makeTable(world);
  return world;
}

/** The connector of the cluster with Kafka Connect, from what is committed. */
function connectorIn(tree: string): Written {
  const [found] = shippedObjects(tree, proxmox.name)
    .filter(({ object }) => object.kind === 'ConfigMap' && object.metadata.name === 'kafka-connect-register')
    .flatMap(({ object, path }) =>
      Object.entries(v.parse(v.object({ data: v.record(v.string(), v.string()) }), object).data).map(
        ([name, text]) => ({ path: `${path}, ${name}`, name, text }),
      ),
    )
    .filter(({ name }) => name.endsWith('.json'));
  if (found === undefined) throw new Error('no connector is committed');
  const { path, text } = found;
  const config = v.safeParse(v.pipe(v.string(), v.parseJson(), configShape), text);
  if (!config.success) throw new Error(`${path}: no connector: ${v.summarize(config.issues)}`);
  const url = new URL(config.output['connection.url'].replace('jdbc:', ''));
  return {
    path,
    address: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: config.output['connection.username'],
    table: config.output['collection.name.format'],
  };
}

/** Nothing can be asked where `asterism query` looks elsewhere than the committed connector writes. */
function demandSameTarget({ path, ...at }: Written): void {
  const target = chooseTarget([proxmox], {});
  if (!('table' in target)) throw new Error(target.map(problemText).join('\n'));
  const { host, port, database, user, writtenTable } = target;
  const {
    at: place,
    one,
    other,
  } = firstDifference(at, {
    address: host.address,
    port,
    database,
    user,
    table: writtenTable,
  });
  if (place !== '')
    throw new Error(`${path}: the connector writes to ${place} ${one}, and asterism query looks at ${other}`);
}

/** Removes what has the table's name, whatever a claim left there. */
export async function clear({ sql, at }: Pick<World, 'sql' | 'at'>): Promise<void> {
  const kind = await sql(`select relkind from pg_class where relname = '${at.table}'`);
  if (kind !== '') await sql(`drop ${kind === 'v' ? 'view' : 'table'} ${at.table}`);
}

/** A table as Debezium's sink makes it with Kafka's coordinates as its key, empty. What was there is gone. */
export async function makeTable(world: Pick<World, 'sql' | 'at'>): Promise<void> {
  const { sql, at } = world;
  await clear(world);
  await sql(`
    create table ${at.table} (
      __connect_topic text not null, __connect_partition integer not null, __connect_offset bigint not null,
      id integer not null, text text not null, created_at timestamp(6) without time zone not null,
      primary key (__connect_topic, __connect_partition, __connect_offset));
    alter table ${at.table} owner to ${at.user}`);
}

/** Puts a view that the role may read in the table's place. */
export async function makeView(world: Pick<World, 'sql' | 'at'>, query: string): Promise<void> {
  await clear(world);
  await world.sql(
    `create view ${world.at.table} as ${query}; grant select on ${world.at.table} to ${world.at.user}`,
  );
}

/** Writes messages with these texts, an hour apart and the last one now, into three partitions in turn. */
export async function writeMessages({ sql, at }: World, texts: readonly string[]): Promise<void> {
  const rows = texts.map((text, index) => {
    const hours = texts.length - 1 - index;
    return `('demo-messages', ${index % 3}, ${index}, ${index + 1}, ${literal(text)}, now() at time zone 'UTC' - interval '${hours} hours')`;
  });
  await sql(`insert into ${at.table} values ${rows.join(',\n')}`);
}

/** A text in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What psql reads, each cell as PostgreSQL writes it. @param cells expressions @param rest what follows the table's name */
export async function truth(
  { sql, at }: World,
  cells: readonly string[],
  rest = '',
): Promise<readonly (readonly (string | null)[])[]> {
  const csv = await sql(`
    set timezone = 'UTC';
    select json_agg(json_build_array(${cells.map((cell) => `(${cell})::text`).join(', ')}))
    from (select * from ${at.table} ${rest}) t`);
  // psql prints it as CSV of one cell, since that is how the driver asks.
  const text = csv.startsWith('"') ? csv.slice(1, -1).replaceAll('""', '"') : csv;
  return v.parse(v.array(v.array(v.nullable(v.string()))), JSON.parse(text === '' ? '[]' : text));
}
