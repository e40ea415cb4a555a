import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from './scene';

/** Folder in memory that only this namespace sees; for data whose every change waits for the disk, such as etcd's. */
export const memoryFolder = '/run/lab';

/**
 * Makes the namespace fit to live in: loopback is up, `/run` and `/dev/shm` are empty and in memory, and no name server
 * is asked, since none can be reached. Names come from a hosts file of its own.
 */
export async function prepareNamespace(scene: Scene): Promise<void> {
  await scene.run('ip', ['link', 'set', 'lo', 'up']);
  await scene.run('mount', ['-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', '/run']);
  // Servers that are killed leave their shared memory there.
  await scene.run('mount', ['-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', '/dev/shm']);
  mkdirSync(memoryFolder, { recursive: true });
  await overlay(scene, 'resolv.conf', '/etc/resolv.conf', 'options timeout:1 attempts:1\n');
  await writeHosts(scene, {});
}

/**
 * Says which names this namespace knows, beside its own.
 * @param names address to names; what was said before is gone
 */
export async function writeHosts(
  scene: Scene,
  names: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const { stdout } = await scene.run('uname', ['-n']);
  const lines = [
    `127.0.0.1 localhost ${stdout.trim()}`,
    '::1 localhost',
    ...Object.entries(names).map(([address, list]) => `${address} ${list.join(' ')}`),
  ];
  await overlay(scene, 'hosts', '/etc/hosts', `${lines.join('\n')}\n`);
}

/** Puts a file over one of the machine's, in this namespace only. Writing it again changes what is seen. */
async function overlay(scene: Scene, name: string, over: string, text: string): Promise<void> {
  const file = join(memoryFolder, name);
  writeFileSync(file, text);
  const { code } = await scene.run('mountpoint', ['-q', over], { codes: [0, 1, 32] });
  if (code !== 0) await scene.run('mount', ['--bind', file, over]);
}
