import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../values';
import { failureOf } from './failure';
import type { FileSpec } from './file-spec';
import { readRegular, sameStamp, type Stamp, stampAt } from './read-file';
import type { Seen } from './read-seen';
import { isMarked, listOf, ownedList, parseOwned, sha256, treeOf } from './tree';
import type { Found, OnDisk } from './write-plan';

/** What `readTrees` read. */
export interface Look {
  readonly disk: OnDisk;
  /** Path → what the file was like just before it was read. Every file with a text has one. */
  readonly stamps: ReadonlyMap<string, Stamp>;
  /** Files that were not read, since their stamps tell that they hold what is wanted. */
  readonly unread: ReadonlySet<string>;
  /** When the look began, in milliseconds of the clock. */
  readonly began: number;
}

/** What `readTrees` read, or why it could not. */
export type TreesRead =
  { readonly ok: true; readonly look: Look } | { readonly ok: false; readonly problem: Problem };

interface Draft {
  readonly root: string;
  readonly disk: Map<string, Found>;
  readonly stamps: Map<string, Stamp>;
  readonly unread: Set<string>;
  /** The wanted texts by path. */
  readonly wanted: ReadonlyMap<string, string>;
  readonly seen: Seen;
}

/**
 * Reads what is in the trees of a run. Symbolic links are seen and never followed; nothing but regular files is opened.
 * @param root the project's root, absolute
 * @param wanted the files the run wants; of other files only those that a list names are read
 * @param clusters names given with `--cluster`; `'all'` takes in every tree that has a list of asterism as well, so that
 *   the trees of clusters that are gone are pruned
 * @param seen what earlier runs saw; a wanted file that is as it was then, and had the wanted text, is not read.
 *   Default: nothing, and every file is read
 */
export function readTrees(
  root: string,
  wanted: readonly FileSpec[],
  clusters: readonly string[] | 'all',
  seen: Seen = new Map(),
): TreesRead {
  const began = Date.now();
  const texts = new Map(wanted.map(({ path, text }) => [path, text]));
  const draft: Draft = { root, disk: new Map(), stamps: new Map(), unread: new Set(), wanted: texts, seen };
  const named = new Set(
    clusters === 'all' ? [] : clusters.flatMap((name) => [`dist/${name}`, `apps/${name}`]),
  );
  for (const path of texts.keys()) named.add(treeOf(path) ?? '');
  let at = root;
  try {
    for (const top of ['dist', 'apps']) {
      for (const entry of entriesOf(draft, top)) {
        const tree = `${top}/${entry.name}`;
        at = join(root, tree);
        if (named.has(tree) || (clusters === 'all' && entry.isDirectory() && hasList(at)))
          readTree(draft, tree, entry);
      }
    }
    return { ok: true, look: { disk: draft.disk, stamps: draft.stamps, unread: draft.unread, began } };
  } catch (error) {
    return { ok: false, problem: failureOf(error, at, 'read') };
  }
}

/** What is in `dist` or `apps`, which may be missing, or something else than a folder. */
function entriesOf({ root, disk }: Draft, top: string): Dirent[] {
  const here = readdirSync(root, { withFileTypes: true }).find((entry) => entry.name === top);
  if (here === undefined) return [];
  disk.set(top, foundAt(here, undefined));
  return here.isDirectory() ? readdirSync(join(root, top), { withFileTypes: true }) : [];
}

function hasList(tree: string): boolean {
  try {
    return isMarked(readRegular(join(tree, ownedList)) ?? '');
  } catch {
    // A folder that may not be read, such as `lost+found` where `dist` is a file system of its own: not ours.
    return false;
  }
}

function readTree(draft: Draft, tree: string, entry: Dirent): void {
  draft.disk.set(tree, foundAt(entry, undefined));
  if (!entry.isDirectory()) return;
  const list = listOf(tree);
  const owned = parseOwned(readRegular(join(draft.root, list)) ?? '');
  const walk = (folder: string): void => {
    for (const child of readdirSync(join(draft.root, folder), { withFileTypes: true })) {
      const path = `${folder}/${child.name}`;
      const matters = draft.wanted.has(path) || path === list || owned.has(path.slice(tree.length + 1));
      draft.disk.set(path, foundAt(child, matters && child.isFile() ? textOf(draft, path) : undefined));
      if (child.isDirectory()) walk(path);
    }
  };
  walk(tree);
}

function textOf({ root, stamps, unread, wanted, seen }: Draft, path: string): string | undefined {
  // Before the text: a change that comes between shows in a later stamp.
  const stamp = stampAt(join(root, path));
  if (stamp === undefined) return undefined;
  stamps.set(path, stamp);
  const [known, text] = [seen.get(path), wanted.get(path)];
  if (text !== undefined && sameStamp(known?.stamp, stamp) && known?.sum === sha256(text)) {
    unread.add(path);
    return text;
  }
  return readFileSync(join(root, path), 'utf8');
}

function foundAt(entry: Dirent, text: string | undefined): Found {
  if (entry.isFile()) return { kind: 'file', text };
  if (entry.isDirectory()) return { kind: 'folder' };
  return { kind: entry.isSymbolicLink() ? 'link' : 'special' };
}
