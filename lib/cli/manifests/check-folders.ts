import type { ClusterPlan } from '../../plan';
import { keyPath, type Report } from '../../values';

/** Folders that synth, npm and git write: their files are not sources. */
const written = ['dist', 'apps', 'node_modules'];

/** Reports folders that asterism writes itself, and folders that two components of a cluster would both ship. */
export function checkFolders({ components, facts }: ClusterPlan, report: Report): void {
  const named = components.flatMap(({ name, folder }) =>
    folder === undefined
      ? []
      : [{ name, path: folder.path, at: `${keyPath(`${facts.name}.components`, name)}.folder` }],
  );
  named.forEach(({ path, at }, index) => {
    const [top = ''] = path.split('/');
    if (written.includes(top.toLowerCase()))
      report({
        at,
        reason: `"${path}" is in ${top}/, which ${top === 'node_modules' ? 'npm' : 'synth'} writes and prunes`,
        next: 'move the files to a folder of their own, such as manifests/',
      });
    const other = named
      .slice(0, index)
      .find((earlier) => isWithin(path, earlier.path) || isWithin(earlier.path, path));
    if (other !== undefined)
      report({
        at,
        reason: `"${path}" and the folder of ${other.name}, "${other.path}", share files`,
        next: 'give each component a folder of its own, so that each object has one owner',
      });
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
