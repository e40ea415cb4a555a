import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRecord, type Problem } from '../values';

/**
 * Whether a file that this run was made from changed since the run began: a cluster file, a file of the library, a sealed
 * file. What such a run writes is old already, and could replace what a later synth wrote.
 * @param root the project's root, absolute
 * @param files absolute paths
 * @param began when this process began to read, in milliseconds of the clock
 */
export function staleSource(root: string, files: readonly string[], began: number): Problem | undefined {
  const now = Date.now();
  for (const file of files) {
    // The time of the last change of any sort: a file that an editor or git moves into place keeps its own `mtime`.
    const changed = statSync(file, { throwIfNoEntry: false })?.ctimeMs;
    // A clock that goes ahead, as a file server's may, would hold up every run.
    if (changed !== undefined && (changed < began || changed > now)) continue;
    return {
      at: relative(root, file).replaceAll(sep, '/'),
      reason: 'it changed after this run had read it; no file was changed',
      next: 'run synth again',
    };
  }
  return undefined;
}

/** Whether a path or an address names a file of TypeScript. */
export function isTypeScript(path: string): boolean {
  return path.endsWith('.ts');
}

/** Files that Node itself loaded as modules; it lists them nowhere. */
const modules = new Set<string>();

/** Notes that Node loads a file as a module, for `loadedSources`. */
export function rememberSource(file: string): void {
  modules.add(file);
}

/** Every module that is loaded, absolute. */
export function loadedFiles(): readonly string[] {
  return [...Object.keys(require.cache), ...modules];
}

/**
 * What a loaded module exports. It must have run: who waits here for `main.ts`, which waits for its clusters, waits for ever.
 * @param file one of `loadedFiles()`
 */
export async function exportsOf(file: string): Promise<readonly unknown[]> {
  const exported: unknown = modules.has(file)
    ? await import(pathToFileURL(file).href)
    : require.cache[file]?.exports;
  return isRecord(exported) ? Object.values(exported) : [];
}

/** The modules of the project that are loaded, absolute; packages are left out, since npm alone changes them. */
export function loadedSources(root: string): readonly string[] {
  return loadedFiles().filter(
    (file) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`),
  );
}
