import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { failureOf } from './failure';
import type { FileSpec } from './file-spec';
import { ownedList, parseOwned, treeOf } from './tree';
import type { Found, OnDisk } from './write-plan';

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
  const disk = new Map<string, Found>();
  const texts = new Set(wanted.map(({ path }) => path));
  const named = new Set(
    clusters === 'all' ? [] : clusters.flatMap((name) => [`dist/${name}`, `apps/${name}`]),
  );
  for (const path of texts) named.add(treeOf(path) ?? '');
  let at = root;
  try {
    for (const top of ['dist', 'apps']) {
      for (const entry of entriesOf((at = root), top, disk)) {
        const tree = `${top}/${entry.name}`;
        const carriesList =
          clusters === 'all' && entry.isDirectory() && readText(join(root, tree, ownedList)) !== undefined;
        if (!named.has(tree) && !carriesList) continue;
        at = join(root, tree);
        readTree(root, tree, entry, texts, disk);
      }
    }
    return { ok: true, disk };
  } catch (error) {
    return { ok: false, problem: failureOf(error, at, 'read') };
  }
}

/** What is in `dist` or `apps`, which may be missing, or be no folder at all. */
function entriesOf(root: string, top: string, disk: Map<string, Found>): Dirent[] {
  const here = readdirSync(root, { withFileTypes: true }).find((entry) => entry.name === top);
  if (here === undefined) return [];
  disk.set(top, foundAt(here, undefined));
  return here.isDirectory() ? readdirSync(join(root, top), { withFileTypes: true }) : [];
}

function readTree(
  root: string,
  tree: string,
  entry: Dirent,
  texts: ReadonlySet<string>,
  disk: Map<string, Found>,
): void {
  disk.set(tree, foundAt(entry, undefined));
  if (!entry.isDirectory()) return;
  const list = readText(join(root, tree, ownedList));
  const owned = parseOwned(list ?? '');
  const walk = (folder: string): void => {
    for (const child of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${child.name}`;
      const matters =
        child.isFile() &&
        (texts.has(path) || child.name === ownedList || owned.has(path.slice(tree.length + 1)));
      disk.set(path, foundAt(child, matters ? readFileSync(join(root, path), 'utf8') : undefined));
      if (child.isDirectory()) walk(path);
    }
  };
  walk(tree);
}

function foundAt(entry: Dirent, text: string | undefined): Found {
  if (entry.isFile()) return { kind: 'file', text };
  if (entry.isDirectory()) return { kind: 'folder' };
  return { kind: entry.isSymbolicLink() ? 'link' : 'special' };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // No list: nothing in the tree is asterism's.
    return undefined;
  }
}
