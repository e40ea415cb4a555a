import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Cluster } from '../plan';
import type { Problem } from '../values';
import { mainFile } from './find-main';
import { isCluster } from './read-clusters';
import { exportsOf, loadedFiles, loadedSources } from './stale-sources';

const folder = 'clusters';

/**
 * Clusters of the project of which nothing is made: whoever wrote one and sees no files of it would look for the fault in it.
 * @param root the project's root, absolute
 * @param clusters what `main.ts` hands to `run()`
 */
export async function unlistedClusters(
  root: string,
  clusters: readonly Cluster[],
): Promise<readonly Problem[]> {
  return [...(await leftOut(root, clusters)), ...notImported(root)];
}

/** Clusters that a loaded file exports and that are not in the list, in the order of the files. */
async function leftOut(root: string, clusters: readonly Cluster[]): Promise<readonly Problem[]> {
  // A file may hand on what another one exports.
  const known = new Set<unknown>(clusters.map((cluster) => cluster.definedAs ?? cluster));
  const problems: Problem[] = [];
  const others = loadedSources(root).filter((file) => file !== join(root, mainFile));
  for (const file of others.sort())
    for (const value of await exportsOf(file)) {
      if (!isCluster(value) || known.has(value)) continue;
      known.add(value);
      problems.push({
        at: relative(root, file).replaceAll(sep, '/'),
        reason: `${mainFile} leaves cluster ${value.name} out of its list, so nothing is made of it`,
        next: `add it to run([…]) in ${mainFile}, or remove it`,
      });
    }
  return problems;
}

/** Cluster files that nothing loaded, in the folder where clusters usually are. */
function notImported(root: string): readonly Problem[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const loaded = new Set(loadedFiles());
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !loaded.has(join(path, name)))
    .filter((name) => readFileSync(join(path, name), 'utf8').includes('defineCluster('))
    .sort()
    .map((name) => ({
      at: `${folder}/${name}`,
      reason: `${mainFile} does not import it, so nothing is made of its cluster`,
      next: `import it in ${mainFile} and add it to the list of run([…]), or remove the file`,
    }));
}
