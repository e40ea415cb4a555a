import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableLines } from '../../../lib/hosts';
import { hostModel } from '../../../lib/network';
import type { Machine, Scene } from '../../../lib/network/scene/scene';
import type { Cluster, ClusterPlan } from '../../../lib/plan';
import { committedTree, shippedObjects } from '../../drivers/committed';
import type { Net } from '../../drivers/net/net';
import type { Scene as LabScene } from '../../harness';

/** A cluster's machines as they ship. */
export interface ShippedNetwork {
  readonly plan: ClusterPlan;
  readonly scene: Scene;
  /** Folder that holds what is committed. */
  readonly tree: string;
  /** A machine's file of rules as it is committed; undefined where none ships. */
  readonly file: (machine: string) => string | undefined;
}

/** Reads what ships for the hosts of a cluster. */
export async function shippedNetwork(lab: LabScene, { name, plan }: Cluster): Promise<ShippedNetwork> {
  const tree = await committedTree(lab);
  if (plan === undefined) throw new Error(`the cluster ${name} has no plan`);
  const { scene } = hostModel(
    plan,
    shippedObjects(tree, name).map(({ object }) => object),
  );
  return {
    plan,
    tree,
    scene,
    file: (machine) => {
      const path = join(tree, 'dist', name, 'hosts', machine, 'nftables.nft');
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    },
  };
}

/** Loads the rules of every machine: the file that ships, and in place of k3s' own tables those that stand in for them. */
export async function loadShipped(net: Net, { scene, file }: ShippedNetwork): Promise<void> {
  await Promise.all(
    scene.machines.map(async ({ name, tables }) => {
      const shipped = file(name);
      if (shipped !== undefined) await net.load(name, shipped);
      const others = tables.slice(shipped === undefined ? 0 : 1);
      if (others.length > 0) await net.load(name, rulesOf(others));
    }),
  );
}

/** Tables as one file. */
export function rulesOf(tables: Machine['tables']): string {
  return `${tables.flatMap(tableLines).join('\n')}\n`;
}
