import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, memoryFolder, type Scene } from '../harness';
import { toolPath } from '../programs';

/** A running etcd. */
export interface Etcd {
  readonly url: string;
  /** Ends it and gives its memory back. */
  readonly stop: () => Promise<void>;
}

/** Starts etcd with its data in memory: on a disk every write would wait for it. */
export async function startEtcd(scene: Scene, name = 'etcd'): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peers = `http://127.0.0.1:${await freePort()}`;
  const folder = join(memoryFolder, name);
  const server = await scene.start({
    name,
    command: toolPath('etcd'),
    args: [
      ...['--name', name, '--data-dir', folder],
      ...['--listen-client-urls', url, '--advertise-client-urls', url],
      ...['--listen-peer-urls', peers, '--initial-advertise-peer-urls', peers],
      ...['--initial-cluster', `${name}=${peers}`, '--log-level', 'error'],
    ],
    ready: async () => (await fetch(`${url}/health`)).ok,
  });
  return {
    url,
    stop: async () => {
      await server.stop(2);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
