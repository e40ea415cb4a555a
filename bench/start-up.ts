import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from './measure';
import { measureWatch } from './watch';

const root = join(__dirname, '..');

/** Each is measured so often, and the fastest counts. */
const runs = 5;

/** What a synth of the three clusters without a change takes, beside the load of what it cannot do without; in seconds. */
export interface StartUp {
  /** `asterism synth`, from the package as others install it. */
  readonly synth: number;
  /** `npm run synth` in this repository, without npm. */
  readonly here: number;
  /** `node -e "require('cdk8s')"`. */
  readonly cdk8s: number;
  /** From a change of one cluster to the answer of `asterism synth --watch`, from the package. */
  readonly watch: number;
}

/** Builds the package and measures it, and the sources, each in a folder of its own with the packages of this repository. */
export async function measureStartUp(progress: Progress): Promise<StartUp> {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-start-'));
  try {
    progress('the package is built');
    node(root, ['--require', 'tsx/cjs', 'package/build.ts']);
    const installed = join(folder, 'installed');
    install(installed);
    const sources = join(folder, 'sources');
    copy(['lib', 'imports', 'package.json', 'tsconfig.json'], sources);
    symlinkSync(join(root, 'node_modules'), join(sources, 'node_modules'));
    progress('start-up from the package and from the sources');
    const synth = [join(installed, 'node_modules/asterism/build/bin.js'), 'synth'];
    const here = ['--require', 'tsx/cjs', 'lib/cli/start.ts', 'synth'];
    // The first run writes what is missing, and one that begins two seconds after the last change notes that there is none.
    for (let run = 0; run < 4; run++) {
      node(installed, synth);
      node(sources, here);
    }
    const rounds = Array.from({ length: runs }, () => ({
      synth: timed(installed, synth),
      here: timed(sources, here),
      cdk8s: timed(installed, ['-e', "require('cdk8s')"]),
    }));
    const least = (key: keyof (typeof rounds)[number]): number =>
      Math.min(...rounds.map((round) => round[key]));
    const watch = await measureWatch(installed, synth);
    return { synth: least('synth'), here: least('here'), cdk8s: least('cdk8s'), watch };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project, and what it needs beside. */
function copy(names: readonly string[], folder: string): void {
  for (const name of ['main.ts', 'clusters', 'secrets', 'dist', 'apps', ...names])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
}

function install(folder: string): void {
  copy([], folder);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'asterism'), { recursive: true });
  for (const name of ['build', 'package.json'])
    cpSync(join(root, name), join(modules, 'asterism', name), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.') && name !== 'asterism')
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
}

function node(cwd: string, args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function timed(cwd: string, args: readonly string[]): number {
  const started = process.hrtime.bigint();
  node(cwd, args);
  return Number(process.hrtime.bigint() - started) / 1e9;
}
