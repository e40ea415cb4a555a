import { join } from 'node:path';
import type { Ran, RunOptions, Scene } from '../../harness';

/** Nix without a store of packages and without a daemon: nothing is built, and nothing is written outside the scratch. */
function nix(scene: Scene, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const state = scene.newFolder('nix');
  const env = {
    HOME: state,
    NIX_STATE_DIR: state,
    NIX_STORE_DIR: '/nix/store',
    NIX_CONF_DIR: state,
    NIX_PATH: '',
  };
  return scene.run('nix-instantiate', ['--store', 'dummy://', '--readonly-mode', ...args], {
    ...options,
    env,
  });
}

/** Reads a file of the Nix language. @returns what is wrong with it, or nothing */
export async function nixMistake(scene: Scene, file: string): Promise<string | undefined> {
  const { code, stderr } = await nix(scene, ['--parse', file], { codes: [0, 1] });
  return code === 0 ? undefined : stderr;
}

/**
 * Evaluates a flake of NixOS machines to plain data, with stubs in the place of nixpkgs.
 * @param packages attributes of `pkgs` that there are; any other one is an error
 */
export async function evaluateFlake(
  scene: Scene,
  flake: string,
  packages: readonly string[],
): Promise<unknown> {
  const list = `[ ${packages.map((name) => `"${name}"`).join(' ')} ]`;
  const { code, stdout, stderr } = await nix(
    scene,
    [
      ...['--eval', '--strict', '--json', join(__dirname, 'evaluate.nix')],
      ...['--arg', 'flake', flake, '--arg', 'packages', list],
    ],
    { codes: [0, 1] },
  );
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
