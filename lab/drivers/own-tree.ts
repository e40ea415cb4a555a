import { cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';
import { committedTree } from './committed';

/** Clusters that take the place of the examples. */
export interface OwnClusters {
  /** Name of the folder in which the project is put together. */
  readonly name: string;
  /** What is copied, from and to, both from the project's root. */
  readonly copied: readonly (readonly [from: string, to: string])[];
  /** Names of the clusters, and the file under `clusters/` that exports them. */
  readonly exports: readonly string[];
  readonly file: string;
}

/**
 * Puts clusters in the place of the examples, as a person would who keeps their own, and runs synth.
 * @returns the project's root, with `dist/` and `apps/` as synth writes them
 */
export async function ownTree(scene: Scene, { name, copied, exports, file }: OwnClusters): Promise<string> {
  const tree = await committedTree(scene, ['.'], name);
  for (const folder of ['dist', 'apps', 'clusters']) rmSync(join(tree, folder), { recursive: true });
  for (const [from, to] of copied) cpSync(join(tree, from), join(tree, to), { recursive: true });
  const names = exports.join(', ');
  writeFileSync(
    join(tree, 'main.ts'),
    `import { run } from 'asterism';\nimport { ${names} } from './clusters/${file}';\n\nvoid run([${names}]);\n`,
  );
  const packages = join(tree, 'node_modules');
  symlinkSync(join(scene.project, 'node_modules'), packages);
  await scene.run(process.execPath, ['--require', 'tsx/cjs', 'main.ts', 'synth'], { cwd: tree });
  // Who copies the tree brings packages of their own.
  rmSync(packages);
  return tree;
}
