import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFolders } from '../../../lib/cli/manifests/with-folders';
import type { Cluster } from '../../../lib/plan';
import { committedTree } from '../../drivers/committed';
import type { Scene } from '../../harness';
import { everyday } from './cluster';
import { helloVersions } from './hello-chart';

/** A project whose one cluster has apps, a chart and a folder of YAML. */
export interface EverydayTree {
  /** The project's root, with `dist/` and `apps/` as synth writes them. */
  readonly tree: string;
  /** The cluster, with what is in its folder. */
  readonly cluster: Cluster;
  /** Folders of the versions of charts, by the names of the charts. */
  readonly charts: ReadonlyMap<string, readonly string[]>;
}

/** Puts the cluster in the place of the examples, as a person would who keeps their own, and runs synth. */
export async function everydayTree(scene: Scene): Promise<EverydayTree> {
  const tree = await committedTree(scene, ['.'], 'everyday');
  for (const folder of ['dist', 'apps', 'clusters']) rmSync(join(tree, folder), { recursive: true });
  const own = join(tree, 'lab/suites/everyday');
  cpSync(join(own, 'cluster.ts'), join(tree, 'clusters/everyday.ts'));
  cpSync(join(own, 'charts'), join(tree, 'clusters/charts'), { recursive: true });
  cpSync(join(own, 'board'), join(tree, 'manifests/board'), { recursive: true });
  writeFileSync(
    join(tree, 'main.ts'),
    "import { run } from 'asterism';\nimport { everyday } from './clusters/everyday';\n\nvoid run([everyday]);\n",
  );
  const packages = join(tree, 'node_modules');
  symlinkSync(join(scene.project, 'node_modules'), packages);
  await scene.run(process.execPath, ['--require', 'tsx/cjs', 'main.ts', 'synth'], { cwd: tree });
  // Who copies the tree brings packages of their own.
  rmSync(packages);
  const [cluster] = withFolders(tree, [everyday]);
  if (cluster?.plan === undefined)
    throw new Error(`the cluster cannot be planned: ${JSON.stringify(cluster?.problems)}`);
  return {
    tree,
    cluster,
    charts: new Map([['hello', helloVersions.map((files, index) => chartFolder(scene, files, index))]]),
  };
}

function chartFolder(scene: Scene, files: Readonly<Record<string, string>>, index: number): string {
  const folder = join(scene.newFolder(`hello-${index}`), 'hello');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
