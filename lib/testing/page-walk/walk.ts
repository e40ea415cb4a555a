import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileSpec } from '../../synth';
import { machinePrograms, ownPrograms } from './stubs';

/** A machine of a cluster, as pages reach it. */
export interface WalkedMachine {
  readonly address: string;
  readonly isNode: boolean;
  readonly isNixos: boolean;
}

/** A block of commands of a page. */
export interface PageBlock {
  readonly page: string;
  readonly heading: string;
  readonly commands: string;
}

/** A block that failed, and what it printed last. */
export interface FailedBlock {
  readonly page: string;
  readonly heading: string;
  readonly said: string;
}

/** The blocks of shell commands of a page, in order. */
export function blocksOf(page: string, text: string): readonly PageBlock[] {
  return text.split(/^(?=##+ )/m).flatMap((section) => {
    const heading = section.split('\n')[0] ?? '';
    return [...section.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, commands = '']) => ({
      page,
      heading,
      commands,
    }));
  });
}

/** A repository and machines in a folder, in which pages are walked. */
export interface Walk {
  /** Runs the blocks in order, each in a shell that ends at the first command that fails. */
  readonly run: (
    blocks: readonly PageBlock[],
    environment?: Readonly<Record<string, string>>,
  ) => readonly FailedBlock[];
  /** What is in the repository now and was not in it before. */
  readonly added: () => readonly string[];
  readonly remove: () => void;
}

/** Sets up a walk. @param files the repository, by path from its root */
export function setWalk(files: readonly FileSpec[], machines: readonly WalkedMachine[]): Walk {
  const stage = mkdtempSync(join(tmpdir(), 'asterism-walk-'));
  const root = join(stage, 'repository');
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
  };
  for (const { path, text } of files) put(join(root, path), text);
  for (const [name, text] of Object.entries(ownPrograms)) put(join(stage, 'bin', name), text, 0o755);
  for (const [name, text] of Object.entries(machinePrograms)) put(join(stage, 'remote', name), text, 0o755);
  for (const { address, isNode, isNixos } of machines) {
    const at = join(stage, 'machines', address);
    const folders = [
      'cloud/templates',
      'systemd/system',
      'NetworkManager/conf.d',
      ...(isNixos ? ['nixos'] : []),
    ];
    for (const folder of ['root', ...folders.map((name) => `etc/${name}`)])
      mkdirSync(join(at, folder), { recursive: true });
    put(join(at, 'etc/rancher/k3s/k3s.yaml'), 'server: https://127.0.0.1:6443\n');
    if (isNode) put(join(at, 'is-node'), 'yes');
    // What runs on a gateway before Kea.
    else put(join(at, 'dhcpd'), 'runs');
  }
  mkdirSync(join(stage, 'home'));
  const before = new Set(files.map(({ path }) => path));
  return {
    run: (blocks, environment = {}) =>
      blocks.flatMap(({ page, heading, commands }) => {
        for (const [, name = ''] of commands.matchAll(/--from-file=[^=\s]+=\.\/(\S+)/g))
          put(join(root, name.replaceAll("'", '')), 'secret');
        const { status, stdout, stderr } = spawnSync('/bin/sh', ['-eu', '-c', commands], {
          cwd: root,
          encoding: 'utf8',
          input: 'typed by a person\n',
          timeout: 60_000,
          env: {
            PATH: `${join(stage, 'bin')}:/usr/bin:/bin`,
            HOME: join(stage, 'home'),
            stage,
            ...environment,
          },
        });
        for (const [, name = ''] of commands.matchAll(/--from-file=[^=\s]+=\.\/(\S+)/g))
          rmSync(join(root, name.replaceAll("'", '')), { force: true });
        const said = `${stdout}${stderr}`.trimEnd().split('\n').at(-1) ?? '';
        return status === 0 ? [] : [{ page, heading, said: said.replaceAll(stage, '') }];
      }),
    added: () =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter((path) => !before.has(path))
        .sort(),
    remove: () => {
      rmSync(stage, { recursive: true, force: true });
    },
  };
}
