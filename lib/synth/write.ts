import type { Problem } from '../values';
import type { FileSpec } from './file-spec';
import type { OnDisk, WritePlan } from './write-plan';

/** What `readTrees` read, or why it could not. */
export type TreesRead =
  { readonly ok: true; readonly disk: OnDisk } | { readonly ok: false; readonly problem: Problem };

/**
 * Reads what stands in the trees of a run. Symbolic links are seen and never followed.
 * @param root the project's root, absolute
 * @param wanted the files the run wants; of other files only those that a list names are read
 * @param clusters names given with `--cluster`; `'all'` takes in every tree that carries a list as well, so that the
 *   trees of clusters that are gone are pruned
 */
export function readTrees(
  root: string,
  wanted: readonly FileSpec[],
  clusters: readonly string[] | 'all',
): TreesRead {
  throw new Error(`not built yet: ${root} ${wanted.length} ${clusters.length}`);
}

/**
 * Does what the plan says, or nothing. Writes no file when the plan changes none.
 * @param root the project's root, absolute
 * @returns undefined when done, otherwise what stood in the way
 */
export function applyPlan(root: string, plan: WritePlan): Problem | undefined {
  throw new Error(`not built yet: ${root} ${plan.write.length}`);
}
