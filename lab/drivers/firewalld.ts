import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { memoryFolder, type Scene } from '../harness';
import { toolPath } from '../programs/find-tool';

/** What firewalld brings: its defaults lie there. */
const defaults = '/usr/lib/firewalld';

/** Where firewalld reads its files. */
export const firewalldPlace = '/etc/firewalld';

/** Makes a copy of this machine's `/etc/firewalld`, as it is after installation, with shipped files in their place. */
export function firewalldFolder(scene: Scene, shipped: string): string {
  const folder = scene.newFolder('firewalld');
  cpSync('/etc/firewalld/firewalld.conf', join(folder, 'firewalld.conf'));
  for (const name of ['helpers', 'icmptypes', 'ipsets', 'policies', 'services', 'zones'])
    mkdirSync(join(folder, name), { recursive: true });
  cpSync(shipped, folder, { recursive: true });
  return folder;
}

/** Lets firewalld read a folder without running. @returns what it complains of; nothing when it takes the folder */
export async function checkFirewalld(scene: Scene, folder: string): Promise<string> {
  const { code, stdout, stderr } = await scene.run(
    'firewall-offline-cmd',
    ['--system-config', folder, '--default-config', defaults, '--check-config'],
    { codes: Array.from({ length: 256 }, (_, number) => number) },
  );
  const said = `${stdout}${stderr}`.trim();
  // Newer releases say that all is well; this one says nothing.
  return code === 0 && (said === '' || said === 'success') ? '' : `${code}: ${said}`;
}

/** A firewalld that runs. */
export interface Firewalld {
  /** The rules in the kernel, as nft prints them. */
  readonly rules: () => Promise<string>;
  /** Takes the files once more, as an administrator lets it. */
  readonly reload: () => Promise<void>;
}

/**
 * Starts firewalld with a copy of a folder in place of {@link firewalldPlace}. All of `/etc` is a layer over that of this machine,
 * since a folder on which something is mounted could not be moved away.
 * @param within command in which it runs. @default none
 */
export async function startFirewalld(
  scene: Scene,
  folder: string,
  within: readonly string[] = [],
): Promise<Firewalld> {
  const [upper, work] = [join(memoryFolder, 'etc'), join(memoryFolder, 'etc-work')];
  for (const layer of [upper, work]) mkdirSync(layer);
  const layers = `lowerdir=/etc,upperdir=${upper},workdir=${work}`;
  await scene.run('mount', ['-t', 'overlay', 'overlay', '-o', layers, '/etc']);
  rmSync(firewalldPlace, { recursive: true });
  cpSync(folder, firewalldPlace, { recursive: true });
  mkdirSync('/run/dbus', { recursive: true });
  await scene.start({
    name: 'dbus',
    command: 'dbus-daemon',
    args: ['--system', '--nofork', '--nopidfile'],
    ready: async () => (await scene.run('test', ['-S', '/run/dbus/system_bus_socket'])).code === 0,
  });
  const inside = (words: readonly string[]): readonly string[] => [...within, ...words];
  const [command = '', ...args] = inside([toolPath('firewalld'), '--nofork', '--nopid']);
  const ask = (...args: string[]) => scene.run('firewall-cmd', args);
  await scene.start({
    name: 'firewalld',
    command,
    args,
    ready: async () => (await ask('--state')).code === 0,
  });
  return {
    rules: async () => {
      const [nft = '', ...list] = inside(['nft', 'list', 'table', 'inet', 'firewalld']);
      return (await scene.run(nft, list)).stdout;
    },
    reload: async () => {
      await ask('--check-config');
      await ask('--reload');
    },
  };
}
