import { join } from 'node:path';
import type { Claim } from '../../harness';
import { mountedMaps } from './config-maps';
import { codes, countOf } from './each';
import type { World } from './renderings';

/** Scripts that run in pods. */
const podScripts = [
  'create-topics.sh',
  'produce.sh',
  'register-connectors.sh',
  'start-broker.sh',
  'start-worker.sh',
  'start-zookeeper.sh',
] as const;

export const scriptClaims: readonly Claim<World>[] = [
  {
    says: 'A shell takes every script of a pod with hostile values',
    by: 'sh -n of each script in a ConfigMap',
    prove: async (world) => {
      const scripts = podScripts.flatMap((name) =>
        mountedMaps(world, [name]).map(({ folder, values }) => ({ file: join(folder, name), values })),
      );
      const wrong: string[] = [];
      for (const { file, values } of scripts) {
        const { code, stderr } = await world.scene.run('sh', ['-n', file], { codes, cwd: world.folder });
        if (code !== 0) wrong.push(`${file}: ${stderr} with ${values}`);
      }
      return countOf(scripts, wrong);
    },
  },
];
