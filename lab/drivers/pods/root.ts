import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './image';
import type { Workload } from './template';

/** What a container's root is made of. */
export interface RootSpec {
  readonly workload: Workload;
  readonly image: Image;
  /** Name of the pod; its processes take it for the machine's. */
  readonly pod: string;
  /** Folder of each volume, by name. */
  readonly volumes: ReadonlyMap<string, string>;
  /** Text of its hosts file. */
  readonly hosts: string;
  /** Environment, complete. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Writes the script that makes a container's root file system out of bind mounts and becomes the container's process. It
 * runs in mount, process and host-name namespaces of its own, so that all of it ends with the process.
 * @param folder folder of the pod
 * @returns the script's path
 */
export function writeRootScript(folder: string, spec: RootSpec): string {
  const { workload, image, pod, volumes, hosts } = spec;
  const { container } = workload;
  const root = join(folder, 'root');
  const etc = join(folder, 'etc');
  for (const path of [root, etc]) mkdirSync(path, { recursive: true });
  const files = {
    hosts,
    hostname: `${pod}\n`,
    'resolv.conf': 'options timeout:1 attempts:1\n',
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
    passwd: 'root:x:0:0::/:/bin/sh\n',
    group: 'root:x:0:\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(etc, name), text);
  const binds = [
    ...image.binds,
    ...container.volumeMounts.map(({ name, mountPath, readOnly }) => {
      const from = volumes.get(name);
      if (from === undefined) throw new Error(`${workload.name}: volume ${name} not found`);
      return { from, to: mountPath, readOnly };
    }),
  ];
  const script = join(folder, 'container.sh');
  writeFileSync(
    script,
    [
      'set -eu',
      `root=${quote(root)}`,
      'mount -t tmpfs -o mode=0755 tmpfs "$root"',
      'mkdir "$root/proc" "$root/dev" "$root/etc" "$root/bin"',
      'mount -t proc proc "$root/proc"',
      `echo ${quote(pod)} >/proc/sys/kernel/hostname`,
      ...['null', 'zero', 'random', 'urandom'].flatMap((device) => [
        `: >"$root/dev/${device}"`,
        `mount --bind /dev/${device} "$root/dev/${device}"`,
      ]),
      'ln -s /proc/self/fd "$root/dev/fd"',
      `cp ${Object.keys(files)
        .map((name) => quote(join(etc, name)))
        .join(' ')} "$root/etc/"`,
      // The programs of this machine replace the image's; what is called by its name is looked for in the PATH below.
      ...['lib', 'lib64'].map((name) => `[ ! -e /${name} ] || ln -s usr/${name} "$root/${name}"`),
      ...[{ from: '/usr', to: '/usr', readOnly: true }, ...binds].flatMap(({ from, to, readOnly }) => [
        `mkdir -p "$root"${quote(to)}`,
        `mount --bind ${quote(from)} "$root"${quote(to)}`,
        ...(readOnly ? [`mount -o remount,bind,ro "$root"${quote(to)}`] : []),
      ]),
      ...image.commands.map(([name, target]) => `ln -s ${quote(target)} "$root/bin/${name}"`),
      ...(container.securityContext.readOnlyRootFilesystem ? ['mount -o remount,ro "$root"'] : []),
      'cd /',
      `exec chroot "$root" ${asContainer(spec, [...container.command, ...container.args])
        .map(quote)
        .join(' ')}`,
      '',
    ].join('\n'),
  );
  return script;
}

/** A command as the container's user, with its environment and no right that is not given. Paths are those in its root. */
export function asContainer(
  { workload, env }: Pick<RootSpec, 'workload' | 'env'>,
  command: readonly string[],
): readonly string[] {
  const { runAsUser, runAsGroup, fsGroup } = workload.spec.securityContext;
  return [
    '/usr/bin/setpriv',
    ...['--reuid', String(runAsUser), '--regid', String(runAsGroup), '--groups', String(fsGroup)],
    ...['--bounding-set', '-all', '--inh-caps', '-all', '--ambient-caps', '-all', '--no-new-privs'],
    ...['/usr/bin/env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
    ...command,
  ];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
