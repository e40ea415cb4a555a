import { randomBytes } from 'node:crypto';
import type { Scene } from '../../harness';
import type { ClusterPlan } from '../../../lib/plan';
import { joinBridge, makeBridge, masquerade } from '../pods/network';
import { type Postgresql, startPostgresql } from '../postgresql';

/** The database host of a cluster. */
export interface ClusterDatabase extends Postgresql {
  /** Name of the database, and of the role that owns it. */
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

/**
 * A password that shows when it is read as something else than a file as it is: by a shell, as a property, as a part of an
 * address. What is looked for afterwards is its middle, which no encoding changes.
 */
export function makePassword(): { readonly password: string; readonly middle: string } {
  const middle = randomBytes(12).toString('hex');
  return { password: `$a"'\\${middle}%#@:/?&= `, middle };
}

/**
 * Starts PostgreSQL on the cluster's database host: under its address, reached from the nodes, with the databases and roles
 * that the cluster's facts list. Only the nodes' addresses may log in, and pods come from those.
 */
export async function startClusterDatabase(
  scene: Scene,
  { facts }: ClusterPlan,
  password: string,
): Promise<ClusterDatabase> {
  const host = facts.hosts.find(({ services }) => services.postgresql !== undefined);
  const service = host?.services.postgresql;
  const [node] = facts.nodes;
  const [wanted] = service?.databases ?? [];
  if (host === undefined || service === undefined || node === undefined || wanted === undefined)
    throw new Error(`${facts.name}: no host has a database`);
  const [, length = '24'] = facts.networks.nodes.cidr.split('/');
  await makeBridge(scene, 'nodes', `${node.address}/${length}`);
  const address = `${host.address}/${length}`;
  const within = await joinBridge(scene, { bridge: 'nodes', namespace: host.name, address });
  await masquerade(scene, facts.networks.pods.cidr);
  const server = await startPostgresql(scene, {
    name: host.name,
    address: host.address,
    port: service.port,
    access: facts.nodes.map(
      ({ address: from }) => `host ${wanted.name} ${wanted.owner} ${from}/32 scram-sha-256`,
    ),
    within,
  });
  await server.sql(`create role "${wanted.owner}" login password '${password.replaceAll("'", "''")}'`);
  await server.sql(`create database "${wanted.name}" owner "${wanted.owner}"`);
  return {
    sql: server.sql,
    restart: server.restart,
    get server() {
      return server.server;
    },
    database: wanted.name,
    role: wanted.owner,
    password,
  };
}
