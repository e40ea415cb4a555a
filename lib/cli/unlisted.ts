import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemText } from '../values';
import { forError } from './colors';
import { mainFile } from './find-main';
import { loadedFiles } from './stale-sources';

const folder = 'clusters';

/**
 * Cluster files of the project that nothing loaded, since its `main.ts` does not import them: whoever wrote one and sees no files
 * of it would look for the fault in it.
 * @param root the project's root, absolute
 */
export function unlistedLines(root: string): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const loaded = new Set(loadedFiles());
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !loaded.has(join(path, name)))
    .filter((name) => readFileSync(join(path, name), 'utf8').includes('defineCluster('))
    .sort()
    .map(
      (name) =>
        `${forError.yellow('unlisted')} ${problemText({
          at: `${folder}/${name}`,
          reason: `${mainFile} does not import it, so nothing is made of its cluster`,
          next: `import it in ${mainFile} and add it to the list of run([…]), or remove the file`,
        })}`,
    );
}
