import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from './measure';

const root = join(__dirname, '..');

/** Each is measured so often, and the fastest counts. */
const runs = 5;

/** What a synth of the three clusters without a change takes, beside the load of what it cannot do without; in seconds. */
export interface StartUp {
  /** `asterism synth`, from the package as others install it. */
  readonly synth: number;
  /** `node -e "require('cdk8s')"`. */
  readonly cdk8s: number;
}

/** Builds the package and measures it in a folder of its own, whose packages are those of this repository. */
export function measureStartUp(progress: Progress): StartUp {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-start-'));
  try {
    progress('the package is built');
    node(root, ['--require', 'tsx/cjs', 'package/build.ts']);
    install(folder);
    const bin = join(folder, 'node_modules/asterism/build/bin.js');
    progress('start-up from the package');
    // The first run translates the clusters and writes what is missing, and the second one loads what the next ones load.
    for (let run = 0; run < 2; run++) node(folder, [bin, 'synth']);
    const pairs = Array.from({ length: runs }, () => ({
      synth: timed(folder, [bin, 'synth']),
      cdk8s: timed(folder, ['-e', "require('cdk8s')"]),
    }));
    return {
      synth: Math.min(...pairs.map(({ synth }) => synth)),
      cdk8s: Math.min(...pairs.map(({ cdk8s }) => cdk8s)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder: string): void {
  for (const name of ['main.ts', 'clusters', 'secrets', 'dist', 'apps'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
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
