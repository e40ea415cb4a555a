import type { FileSpec } from './file-spec';
import { type Edited, type Foreign, judgeFiles, type Verdicts } from './judge-files';
import { foldedPath, folderOf, type OnDisk } from './on-disk';
import { listOf, type Owned, renderOwned, sha256, treeAround, treeOf, unionOwned } from './tree';

export type { Edited, Foreign } from './judge-files';
export type { Found, OnDisk } from './on-disk';

/** The list of one tree, as it is and as it has to be. Undefined: no such file. */
export interface ListChange {
  /** `dist/proxmox/files.sha256` */
  readonly path: string;
  readonly before: string | undefined;
  /** While files change: the sums of before and after, so that a run that was cut off leaves no file unknown. */
  readonly during: string;
  readonly after: string | undefined;
}

/** What a run does to the trees. All lists are sorted by path; paths are from the project's root. */
export interface WritePlan {
  /** New files and files with other bytes. */
  readonly write: readonly FileSpec[];
  /** Wanted files that are there, byte for byte. */
  readonly unchanged: readonly string[];
  /** Own, unedited files that are not wanted any more. */
  readonly prune: readonly string[];
  readonly edited: readonly Edited[];
  readonly foreign: readonly Foreign[];
  /** Own files, lists included, in which git left conflict markers, and which the run resolves. */
  readonly conflicts: readonly string[];
  /** The lists that change. */
  readonly lists: readonly ListChange[];
  /** What has to go before something else can come in its place, in order: files of `prune`, folders they leave empty. */
  readonly clear: readonly string[];
  /** What the plan was made from; the writer sees in it which folders are new. */
  readonly disk: OnDisk;
}

/** Paths whose bytes `applyPlan` would change, lists included, sorted: what `synth --check` prints. */
export function changedPaths(plan: WritePlan): readonly string[] {
  const written = [...plan.write, ...plan.lists].map(({ path }) => path);
  return [...written, ...plan.prune].sort();
}

/**
 * Compares what is wanted with what is there.
 * @param wanted every file of the trees in the run's scope, in any order, each path once
 * @throws our own bug: a path outside a tree, twice, named like the list, or a file and a folder at once
 */
export function planWrite(wanted: readonly FileSpec[], disk: OnDisk): WritePlan {
  const texts = wantedTexts(wanted);
  const verdicts = judgeFiles(texts, disk);
  return {
    write: verdicts.write.map((path) => ({ path, text: texts.get(path) ?? '' })),
    unchanged: verdicts.unchanged,
    prune: [...verdicts.prune].sort(),
    edited: verdicts.edited.toSorted(byPath),
    foreign: verdicts.foreign.toSorted(byPath),
    conflicts: [...verdicts.conflicts].sort(),
    lists: listChanges(texts, verdicts, disk),
    // What is inside a folder comes before the folder.
    clear: [...clearedFirst(texts, verdicts)].sort().reverse(),
    disk,
  };
}

/**
 * A file whose new name differs in capitals alone is removed under its old name first: where capitals do not count, its
 * removal would take the new one.
 */
function clearedFirst(texts: ReadonlyMap<string, string>, { prune, clear }: Verdicts): ReadonlySet<string> {
  if (prune.size === 0) return clear;
  const wanted = new Set([...texts.keys()].map(foldedPath));
  return new Set([...clear, ...[...prune].filter((path) => wanted.has(foldedPath(path)))]);
}

/** The wanted texts by path, sorted. */
function wantedTexts(wanted: readonly FileSpec[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const folders = new Set<string>();
  for (const { path, text } of wanted.toSorted(byPath)) {
    const tree = treeOf(path);
    if (tree === undefined) throw new Error(`asterism bug: ${path} is in no tree`);
    if (texts.has(path) || path === listOf(tree))
      throw new Error(`asterism bug: two files are named ${path}`);
    texts.set(path, text);
    for (let folder = folderOf(path); folder !== '' && !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  for (const folder of folders) {
    if (texts.has(folder)) throw new Error(`asterism bug: ${folder} is a file and a folder`);
  }
  return texts;
}

function listChanges(
  texts: ReadonlyMap<string, string>,
  verdicts: Verdicts,
  disk: OnDisk,
): readonly ListChange[] {
  const afterByTree = new Map<string, Map<string, ReadonlySet<string>>>();
  for (const [tree, owned] of verdicts.owned) {
    // What was edited stays known, so that it is still told from a stranger's file the next time.
    const left = [...owned].filter(
      ([path]) => disk.has(`${tree}/${path}`) && !verdicts.prune.has(`${tree}/${path}`),
    );
    afterByTree.set(tree, new Map(left));
  }
  for (const path of [...verdicts.write, ...verdicts.unchanged]) {
    const tree = treeAround(path);
    afterByTree.get(tree)?.set(path.slice(tree.length + 1), new Set([sha256(texts.get(path) ?? '')]));
  }
  return [...afterByTree.keys()].sort().flatMap((tree) => {
    const after: Owned = afterByTree.get(tree) ?? new Map();
    return listChange(listOf(tree), verdicts.owned.get(tree) ?? new Map(), after, disk);
  });
}

function listChange(path: string, owned: Owned, after: Owned, disk: OnDisk): readonly ListChange[] {
  const found = disk.get(path);
  const before = found?.kind === 'file' ? found.text : undefined;
  const text = after.size === 0 ? undefined : renderOwned(after);
  // Most of a first run: nothing was there before, so that both sums are one.
  const during = owned.size === 0 && text !== undefined ? text : renderOwned(unionOwned(owned, after));
  return text === before ? [] : [{ path, before, during, after: text }];
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
