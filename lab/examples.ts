import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Cluster } from '../lib/plan';
import { isRecord } from '../lib/values';

/**
 * The example clusters, which the lab is about. Each is looked for when the lab starts: a person may take them out, and what is
 * left of the project still compiles, and its tests pass.
 */

const project = join(__dirname, '..');
const load = createRequire(__filename);

function example(name: string): Cluster {
  const file = `clusters/${name}.ts`;
  if (!existsSync(join(project, file)))
    return {
      name,
      open: [],
      problems: [
        {
          at: file,
          reason: 'not found, and the lab proves this example',
          next: 'bring the file back, with its line in main.ts, or leave the lab out',
        },
      ],
    };
  const exported: unknown = load(join(project, file));
  const cluster = isRecord(exported) ? exported[name] : undefined;
  if (!isCluster(cluster)) throw new Error(`${file} exports no cluster "${name}"`);
  return cluster;
}

function isCluster(value: unknown): value is Cluster {
  return isRecord(value) && typeof value['name'] === 'string' && Array.isArray(value['problems']);
}

/** NixOS VMs; messages flow from Kafka through Connect into PostgreSQL. */
export const proxmox = example('proxmox');
/** Raspberry Pis behind a gateway. */
export const pi = example('pi');
/** Cilium's policies, MetalLB and CoreDNS. */
export const lan = example('lan');

/** All of them. */
export const examples: readonly Cluster[] = [proxmox, pi, lan];
