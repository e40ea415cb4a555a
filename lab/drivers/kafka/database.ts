import { randomBytes } from 'node:crypto';
import { chownSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../../harness';
import { claimsOf } from '../../../lib/inventory';
import { postgresqlServers } from '../../../lib/machines/postgresql/claim';
import type { ClusterPlan } from '../../../lib/plan';
import { joinBridge, makeBridge, masquerade } from '../pods/network';
import { type Postgresql, startPostgresql } from '../postgresql';

/** The database host of a cluster. */
export interface ClusterDatabase extends Postgresql {
  /** Name of the database, and of the role that owns it. */
  readonly database: string;
  readonly role: string;
  /** Address of the node from which pods come. */
  readonly node: string;
}

/**
 * A password that shows when it is read as something else than a file as it is: by a shell, as a property, as a part of an
 * address. What is looked for afterwards is its middle, which no encoding changes.
 */
export function makePassword(): { readonly password: string; readonly middle: string } {
  const middle = randomBytes(12).toString('hex');
  return { password: `$a"'\\${middle}%#@:/?&= `, middle };
}

/** What a database is made from. */
export interface ClusterDatabaseSpec {
  readonly plan: ClusterPlan;
  /** Folder of what is committed. */
  readonly tree: string;
  readonly password: string;
}

/**
 * Starts PostgreSQL on the cluster's database host: under its address, reached from the nodes, with the lines of
 * `pg_hba.conf` and the `init.sql` that ship for it. Pods come from a node's address.
 */
export async function startClusterDatabase(
  scene: Scene,
  { plan: { facts }, tree, password }: ClusterDatabaseSpec,
): Promise<ClusterDatabase> {
  const host = facts.hosts.find((one) => claimsOf(one, postgresqlServers).length > 0);
  const service = host && claimsOf(host, postgresqlServers)[0]?.value;
  const [node] = facts.nodes;
  const [wanted] = service?.databases ?? [];
  if (host === undefined || service === undefined || node === undefined || wanted === undefined)
    throw new Error(`${facts.name}: no host has a database`);
  const [, length = '24'] = facts.networks.nodes.cidr.split('/');
  await makeBridge(scene, 'nodes', `${node.address}/${length}`);
  const address = `${host.address}/${length}`;
  const within = await joinBridge(scene, { bridge: 'nodes', namespace: host.name, address });
  await masquerade(scene, facts.networks.pods.cidr);
  const file = (name: string) =>
    readFileSync(join(tree, 'dist', facts.name, 'hosts', host.name, name), 'utf8');
  const server = await startPostgresql(scene, {
    name: host.name,
    address: host.address,
    port: service.port,
    access: file('pg_hba.conf').split('\n'),
    within,
  });
  const passwords = scene.newFolder(`${host.name}/passwords`);
  const { stdout } = await scene.run('id', ['-u', 'postgres']);
  writeFileSync(join(passwords, wanted.owner), `${password}\n`, { mode: 0o400 });
  for (const path of [passwords, join(passwords, wanted.owner)]) chownSync(path, Number(stdout), -1);
  await server.sql(file('init.sql'), 'postgres', { env: { CREDENTIALS_DIRECTORY: passwords } });
  rmSync(passwords, { recursive: true });
  return {
    sql: server.sql,
    restart: server.restart,
    get server() {
      return server.server;
    },
    database: wanted.name,
    role: wanted.owner,
    node: node.address,
  };
}
