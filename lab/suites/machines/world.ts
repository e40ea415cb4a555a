import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../../examples';
import { claimsOf, type Facts } from '../../../lib/inventory';
import { postgresqlServers } from '../../../lib/machines/postgresql/claim';
import { prefixLength } from '../../../lib/values';
import { committedTree } from '../../drivers/committed';
import { makePassword } from '../../drivers/kafka/database';
import { evaluateFlake } from '../../drivers/nix/nix';
import { joinBridge, makeBridge } from '../../drivers/pods/network';
import { type Postgresql, startPostgresql } from '../../drivers/postgresql';
import type { Scene } from '../../harness';

/** The machines' files as they are committed, and the database host of the cluster proxmox. */
export interface World {
  readonly scene: Scene;
  /** Folder with what is committed. */
  readonly tree: string;
  /** Every cluster's facts. */
  readonly clusters: readonly Facts[];
  readonly facts: Facts;
  /** Evaluates the flake, the first time that it is asked for. @returns its machines as plain data */
  readonly nixos: () => Promise<unknown>;
  readonly database: Database;
}

/** The database that the first host has to have. */
export interface Database {
  /** Starts PostgreSQL there with the shipped lines of `pg_hba.conf`, the first time that it is asked for. */
  readonly running: () => Promise<Running>;
  /** Name of the host. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly name: string;
  readonly owner: string;
}

/** PostgreSQL on the database host. */
export interface Running {
  readonly server: Postgresql;
  readonly password: string;
  /** What no log may hold. */
  readonly middle: string;
  /** Runs the shipped `init.sql` as the administrator. @param passwords folder of passwords. @default the right one */
  readonly init: (passwords?: string) => Promise<string>;
  /** Makes a machine in the nodes' network. @returns its network namespace */
  readonly from: (address: string) => Promise<string>;
}

/** Text of a host file of a cluster. */
export function hostFile({ tree }: Pick<World, 'tree'>, cluster: string, path: string): string {
  return readFileSync(join(tree, 'dist', cluster, 'hosts', path), 'utf8');
}

/** Takes what is committed. */
export async function openWorld(scene: Scene): Promise<World> {
  const tree = await committedTree(scene, ['dist']);
  const clusters = examples.flatMap(({ plan }) => plan?.facts ?? []);
  const [facts] = clusters;
  if (facts?.name !== 'proxmox') throw new Error('the cluster proxmox has no plan');
  const [, minor = ''] = /^v1\.(\d+)\./.exec(facts.distribution.version) ?? [];
  const major = facts.hosts.flatMap((host) =>
    claimsOf(host, postgresqlServers).map(({ value }) => value.major),
  );
  const packages = [`k3s_1_${minor}`, ...major.map((number) => `postgresql_${number}`)];
  const flake = join(tree, 'dist/proxmox/hosts/flake.nix');
  return {
    scene,
    tree,
    clusters,
    facts,
    nixos: once(() => evaluateFlake(scene, flake, packages)),
    database: databaseOf(scene, tree, facts),
  };
}

/** Does something when it is first asked for, and never again. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= act());
}

function databaseOf(scene: Scene, tree: string, facts: Facts): Database {
  const host = facts.hosts.find((one) => claimsOf(one, postgresqlServers).length > 0);
  const service = host && claimsOf(host, postgresqlServers)[0]?.value;
  const [wanted] = service?.databases ?? [];
  if (host === undefined || service === undefined || wanted === undefined)
    throw new Error(`${facts.name}: no host has a database`);
  const database = {
    host: host.name,
    address: host.address,
    port: service.port,
    name: wanted.name,
    owner: wanted.owner,
  };
  return { ...database, running: once(() => startDatabase(scene, tree, facts, database)) };
}

async function startDatabase(
  scene: Scene,
  tree: string,
  facts: Facts,
  { host, address, port, owner }: Omit<Database, 'running'>,
): Promise<Running> {
  const { gateway, cidr } = facts.networks.nodes;
  if (gateway === undefined) throw new Error(`${facts.name}: the network of the nodes has no gateway`);
  const length = prefixLength(cidr);
  await makeBridge(scene, 'nodes', `${gateway}/${length}`);
  const machine = (namespace: string, own: string) =>
    joinBridge(scene, { bridge: 'nodes', namespace, address: `${own}/${length}` });
  const file = (name: string) => hostFile({ tree }, facts.name, `${host}/${name}`);
  const server = await startPostgresql(scene, {
    name: host,
    address,
    port,
    access: file('pg_hba.conf').split('\n'),
    within: await machine(host, address),
  });
  const { password, middle } = makePassword();
  const passwords = scene.newFolder(`${host}/passwords`);
  writeFileSync(join(passwords, owner), `${password}\n`, { mode: 0o400 });
  const { stdout } = await scene.run('id', ['-u', 'postgres']);
  for (const path of [passwords, join(passwords, owner)]) chownSync(path, Number(stdout), -1);
  const sql = file('init.sql');
  return {
    server,
    password,
    middle,
    init: (folder = passwords) => server.sql(sql, 'postgres', { env: { CREDENTIALS_DIRECTORY: folder } }),
    from: async (other) => {
      await machine(`from-${other}`, other);
      return `from-${other}`;
    },
  };
}
