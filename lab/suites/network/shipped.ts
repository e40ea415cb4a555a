import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineModel } from '../../../lib/machines';
import { nftablesFile, tableLines } from '../../../lib/machines/nftables/file';
import type { PacketFilters } from '../../../lib/network';
import type { Machine, Topology } from '../../../lib/network/topology/topology';
import type { Cluster, ClusterPlan } from '../../../lib/plan';
import { committedTree, shippedObjects } from '../../drivers/committed';
import type { Net } from '../../drivers/net/net';
import { textMistake } from '../../drivers/text-mistake';
import type { Scene } from '../../harness';

/** A cluster's machines as they ship. */
export interface ShippedNetwork {
  readonly plan: ClusterPlan;
  readonly topology: Topology;
  /** The packet filters from which the model answers, by machine. */
  readonly filters: PacketFilters;
  /** Folder that holds what is committed. */
  readonly tree: string;
  /** A machine's file of rules as it is committed; undefined where none ships. */
  readonly file: (machine: string) => string | undefined;
  /** Machines whose file is not what the model walks, with what is wrong: what the model walks is loaded there. */
  readonly mistakes: ReadonlyMap<string, string>;
}

/** Reads what ships for the hosts of a cluster. */
export async function shippedNetwork(lab: Scene, { name, plan }: Cluster): Promise<ShippedNetwork> {
  const tree = await committedTree(lab);
  if (plan === undefined) throw new Error(`the cluster ${name} has no plan`);
  const { topology, filters } = machineModel(
    plan,
    shippedObjects(tree, name).map(({ object }) => object),
  );
  const hosts = join('dist', name, 'hosts');
  const pathOf = (machine: string) => join(hosts, machine, 'nftables.nft');
  const file = (machine: string) => {
    const path = join(tree, pathOf(machine));
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const expected = new Map(
    [...filters].flatMap(([machine, { exact, table }]) =>
      exact ? [[machine, nftablesFile(table, plan.facts)] as const] : [],
    ),
  );
  const folders = readdirSync(join(tree, hosts), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const mistakes = [...new Set([...expected.keys(), ...folders])].flatMap((machine) => {
    const mistake = textMistake(pathOf(machine), file(machine), expected.get(machine));
    return mistake === undefined ? [] : [[machine, mistake] as const];
  });
  return { plan, tree, topology, filters, file, mistakes: new Map(mistakes) };
}

/** Fails a proof when a file of rules is not what the model walks. */
export function demandRight({ mistakes }: ShippedNetwork): void {
  if (mistakes.size > 0)
    throw new Error(
      `${mistakes.size} files are not what the model walks; npm run synth, and commit\n${[...mistakes.values()].join('\n')}`,
    );
}

/**
 * Loads the rules of every machine: the file that ships, unless it is not what the model walks, and in place of k3s' own tables
 * those that represent them.
 */
export async function loadShipped(net: Net, { topology, file, mistakes }: ShippedNetwork): Promise<void> {
  await Promise.all(
    topology.machines.map(async ({ name, tables }) => {
      const shipped = mistakes.has(name) ? undefined : file(name);
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
