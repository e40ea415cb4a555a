import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadPackageFile } from './packages';

/**
 * Reads files of the packages that `npm ci` installed in a project.
 *
 * By path, not by `require.resolve`: the packages export themselves to `import` alone, so that asking as
 * CommonJS fails.
 *
 * @param root folder of the project, the one that holds `node_modules`
 */
export function readInstalled(root: string): ReadPackageFile {
  return (packageName, path) => {
    const file = join(root, 'node_modules', packageName, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}
