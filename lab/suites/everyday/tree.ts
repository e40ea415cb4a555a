import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFolders } from '../../../lib/cli/manifests/with-folders';
import type { Cluster } from '../../../lib/plan';
import { ownTree } from '../../drivers/own-tree';
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

/** The cluster in the place of the examples. */
export async function everydayTree(scene: Scene): Promise<EverydayTree> {
  const own = 'lab/suites/everyday';
  const tree = await ownTree(scene, {
    name: 'everyday',
    copied: [
      [`${own}/cluster.ts`, 'clusters/everyday.ts'],
      [`${own}/charts`, 'clusters/charts'],
      [`${own}/board`, 'manifests/board'],
    ],
    exports: ['everyday'],
    file: 'everyday',
  });
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
