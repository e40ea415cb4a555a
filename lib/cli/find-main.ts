import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The file of a project that lists its clusters. */
export const mainFile = 'main.ts';

/** The project's `main.ts`: in the folder, or in the nearest one above it that has one, as npm finds `package.json`. */
export function findMain(folder: string): string | undefined {
  const file = join(folder, mainFile);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : findMain(above);
}

/**
 * The root of the project that this process runs: the folder of the `main.ts` that Node started, or of the one that
 * `asterism` found.
 * @param script what Node started, absolute
 * @param folder the folder in which it was started
 */
export function projectRoot(script: string, folder: string): string {
  return dirname(basename(script) === mainFile ? script : (findMain(folder) ?? join(folder, mainFile)));
}
