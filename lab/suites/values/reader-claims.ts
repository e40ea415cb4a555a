import { readFileSync, rmSync } from 'node:fs';
import { checkFirewalld, firewalldFolder } from '../../drivers/firewalld';
import type { Claim } from '../../harness';
import { codes, each } from './each';
import { filesNamed, type World } from './renderings';

/** Kea looks for the cards on which it listens. */
async function withCards({ scene }: World, file: string): Promise<void> {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/"interfaces": \[\s*"([^"]+)"/g))
    await scene.run('ip', ['link', 'add', name, 'type', 'bridge'], { codes });
}

export const readerClaims: readonly Claim<World>[] = [
  {
    says: 'nft takes every packet filter with hostile values',
    by: 'nft -c -f of each file, in a network namespace without a way out',
    prove: (world) => each(world, filesNamed(world, /\.nft$/), (file) => ['nft', '-c', '-f', file]),
  },
  {
    says: 'HAProxy takes every balancer with hostile values',
    by: 'haproxy -c -f of each file',
    prove: (world) =>
      each(world, filesNamed(world, /haproxy\.cfg$/), (file) => ['haproxy', '-c', '-f', file]),
  },
  {
    says: 'Kea takes every DHCP server with hostile values',
    by: 'kea-dhcp4 -t of each file, beside a card of the name that it names',
    prove: async (world) => {
      const files = filesNamed(world, /kea-dhcp4\.conf$/);
      for (const { file } of files) await withCards(world, file);
      return each(world, files, (file) => ['kea-dhcp4', '-t', file]);
    },
  },
  {
    says: 'firewalld takes every zone and policy with hostile values',
    by: 'firewall-offline-cmd --check-config of each set of files',
    prove: async (world) => {
      for (const shipped of world.firewalls) {
        const folder = firewalldFolder(world.scene, shipped);
        const said = await checkFirewalld(world.scene, folder);
        rmSync(folder, { recursive: true });
        if (said !== '') throw new Error(`${shipped}: ${said}`);
      }
      return `${world.firewalls.length} sets`;
    },
  },
  {
    says: 'Nix takes every module with hostile values',
    by: 'nix-instantiate --parse of all files',
    prove: async (world) => {
      const files = filesNamed(world, /\.nix$/);
      await world.scene.run('nix-instantiate', ['--parse', ...files.map(({ file }) => file)], {
        cwd: world.folder,
      });
      return `${files.length} files`;
    },
  },
  {
    says: 'A shell takes every script with hostile values, and runs its beginning',
    by: 'sh -n of each script; sh verify.sh --list, which sets what it holds and prints its stages',
    prove: async (world) => {
      const scripts = filesNamed(world, /\.sh$/);
      const parsed = await each(world, scripts, (file) => ['sh', '-n', file]);
      await each(
        world,
        filesNamed(world, /verify\.sh$/),
        (file) => ['sh', file, '--list'],
        ({ code, stderr }) => code === 0 && stderr === '',
      );
      return parsed;
    },
  },
];
