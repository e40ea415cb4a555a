import { type Cluster, type ClusterPlan, withContents } from '../../plan';
import { contentsOf, type FolderFiles } from '../../synth';
import { keyPath, type Problem, type Report } from '../../values';
import { checkFolders } from './check-folders';
import { readFolder } from './read-folder';
import { isKustomization, renderKustomization } from './kustomize';

/**
 * The clusters with what is in the folders that their components name. Every command gets them so; a cluster without such
 * components stays as it is.
 * @param root the project's root, absolute
 */
export function withFolders(root: string, clusters: readonly Cluster[]): readonly Cluster[] {
  return clusters.map((cluster) => {
    const { plan, ...known } = cluster;
    if (plan === undefined || plan.components.every(({ folder }) => folder === undefined)) return cluster;
    const problems: Problem[] = [];
    const report: Report = (problem) => problems.push(problem);
    checkFolders(plan, report);
    const folders = problems.length > 0 ? new Map<string, FolderFiles>() : readFolders(root, plan, report);
    const contents = contentsOf(plan, folders, report);
    return {
      ...(problems.length > 0 ? { ...known, problems } : withContents(cluster, contents)),
      definedAs: cluster,
    };
  });
}

function readFolders(root: string, plan: ClusterPlan, report: Report): ReadonlyMap<string, FolderFiles> {
  return new Map(
    plan.components.flatMap(({ name, folder }): [string, FolderFiles][] => {
      if (folder === undefined) return [];
      const at = `${keyPath(`${plan.facts.name}.components`, name)}.folder`;
      const read = readFolder(root, folder.path, at, report);
      if (read === undefined) return [];
      const files = isKustomization(read, folder.path)
        ? renderKustomization(root, folder.path, read, report)
        : read;
      return files === undefined ? [] : [[name, files]];
    }),
  );
}
