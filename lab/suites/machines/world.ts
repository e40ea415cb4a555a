import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import type { Facts } from '../../../lib/inventory';
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
  /** The machines of the flake as plain data. */
  readonly nixos: unknown;
  readonly database: Database;
}

/** PostgreSQL on the database host, with the shipped lines of `pg_hba.conf`. */
export interface Database {
  readonly server: Postgresql;
  /** Name of the host. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly name: string;
  readonly owner: string;
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

/** Starts the database host and evaluates the flake. */
export async function openWorld(scene: Scene): Promise<World> {
  const tree = await committedTree(scene, ['dist']);
  const clusters = [proxmox, pi, lan].flatMap(({ plan }) => plan?.facts ?? []);
  const [facts] = clusters;
  if (facts?.name !== 'proxmox') throw new Error('the cluster proxmox has no plan');
  const [, minor = ''] = /^v1\.(\d+)\./.exec(facts.k3s.version) ?? [];
  const major = facts.hosts.flatMap(({ services }) => services.postgresql?.major ?? []);
  const packages = [`k3s_1_${minor}`, ...major.map((number) => `postgresql_${number}`)];
  const nixos = await evaluateFlake(scene, join(tree, 'dist/proxmox/hosts/flake.nix'), packages);
  return { scene, tree, clusters, facts, nixos, database: await startDatabase(scene, tree, facts) };
}

async function startDatabase(scene: Scene, tree: string, facts: Facts): Promise<Database> {
  const host = facts.hosts.find(({ services }) => services.postgresql !== undefined);
  const service = host?.services.postgresql;
  const [wanted] = service?.databases ?? [];
  const gateway = facts.networks.nodes.gateway;
  if (host === undefined || service === undefined || wanted === undefined || gateway === undefined)
    throw new Error(`${facts.name}: no host has a database`);
  const [, length = ''] = facts.networks.nodes.cidr.split('/');
  await makeBridge(scene, 'nodes', `${gateway}/${length}`);
  const machine = (namespace: string, address: string) =>
    joinBridge(scene, { bridge: 'nodes', namespace, address: `${address}/${length}` });
  const file = (name: string) => hostFile({ tree }, facts.name, `${host.name}/${name}`);
  const server = await startPostgresql(scene, {
    name: host.name,
    address: host.address,
    port: service.port,
    access: file('pg_hba.conf').split('\n'),
    within: await machine(host.name, host.address),
  });
  const { password, middle } = makePassword();
  const passwords = scene.newFolder(`${host.name}/passwords`);
  writeFileSync(join(passwords, wanted.owner), `${password}\n`, { mode: 0o400 });
  const { stdout } = await scene.run('id', ['-u', 'postgres']);
  for (const path of [passwords, join(passwords, wanted.owner)]) chownSync(path, Number(stdout), -1);
  const sql = file('init.sql');
  return {
    server,
    host: host.name,
    address: host.address,
    port: service.port,
    name: wanted.name,
    owner: wanted.owner,
    password,
    middle,
    init: (folder = passwords) => server.sql(sql, 'postgres', { env: { CREDENTIALS_DIRECTORY: folder } }),
    from: async (address) => {
      await machine(`from-${address}`, address);
      return `from-${address}`;
    },
  };
}
