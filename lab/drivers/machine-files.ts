import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayOf } from '../../lib/inventory';
import type { ClusterPlan } from '../../lib/plan';
import { pi } from '../examples';
import type { Scene } from '../harness';
import { committedTree } from './committed';

/** The gateway as it ships: its files, and the facts that they are made of. */
export interface ShippedGateway {
  readonly plan: ClusterPlan;
  /** Name of the host. */
  readonly name: string;
  /** Its folder. */
  readonly folder: string;
  /** Folder of all hosts of the cluster. */
  readonly hosts: string;
}

/** Takes the gateway of the Raspberry Pis from what is committed. */
export async function shippedGateway(scene: Scene): Promise<ShippedGateway> {
  const { plan } = pi;
  const name = plan?.facts.hosts.find((host) => gatewayOf(host) !== undefined)?.name;
  if (plan === undefined || name === undefined)
    throw new Error('clusters/pi.ts: no gateway is written there');
  const hosts = join(await committedTree(scene, ['dist']), 'dist', plan.facts.name, 'hosts');
  return { plan, name, hosts, folder: join(hosts, name) };
}

/** Paths of the files of that name below a folder, sorted; there is at least one. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  const found = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending))
    : [];
  if (found.length === 0) throw new Error(`${folder}: no file there ends with ${ending}`);
  return found.sort().map((path) => join(folder, path));
}
