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

/** Files that Node itself loaded as modules, each with the address of its newest version; Node lists them nowhere. */
const modules = new Map<string, string>();

/** Notes that Node loads a file as a module, for `loadedSources`. */
export function rememberSource(file: string, url: string = pathToFileURL(file).href): void {
  modules.set(file, url);
}

/** The address under which Node loaded a file as a module. */
export function moduleOf(file: string): string | undefined {
  return modules.get(file);
}

/** Makes the next import of a source read it again. */
export function forgetSource(file: string): void {
  modules.delete(file);
  Reflect.deleteProperty(require.cache, file);
}

/** Every module that is loaded, absolute. */
export function loadedFiles(): readonly string[] {
  return [...Object.keys(require.cache), ...modules.keys()];
}

/**
 * What a loaded module exports. It must have run: who waits here for `main.ts`, which waits for its clusters, waits for ever.
 * @param file one of `loadedFiles()`
 */
export async function exportsOf(file: string): Promise<readonly unknown[]> {
  const url = modules.get(file);
  const exported: unknown = url === undefined ? require.cache[file]?.exports : await import(url);
  return isRecord(exported) ? Object.values(exported) : [];
}

/** The modules of the project that are loaded, absolute; packages are left out, since npm alone changes them. */
export function loadedSources(root: string): readonly string[] {
  return loadedFiles().filter(
    (file) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`),
  );
}
