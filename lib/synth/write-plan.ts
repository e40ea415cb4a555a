import type { FileSpec } from './file-spec';
import { type Owned, ownedList, parseOwned, renderOwned, sha256, treeOf, unionOwned } from './tree';

/** What stands at a path. The text of a file is there where it matters: for wanted and listed files, and the lists. */
export type Found =
  | { readonly kind: 'file'; readonly text: string | undefined }
  | { readonly kind: 'folder' | 'link' | 'special' };

/**
 * What stands in the trees of a run, and on the way to them (`dist`, `dist/proxmox`): path from the project's root →
 * what it is. Trees outside the run's scope are not in it.
 */
export type OnDisk = ReadonlyMap<string, Found>;

/** A file that asterism wrote and somebody changed since. It is left alone. */
export interface Edited {
  readonly path: string;
  /** Whether the run would have written it (false: it would have been pruned). */
  readonly wanted: boolean;
}

/** Something that asterism did not write, in a tree of asterism. It is left alone. */
export interface Foreign {
  readonly path: string;
  readonly kind: Found['kind'];
  /** Wanted files that could not be written because it is in their place or on the way to it; mostly none. */
  readonly keepsOut: readonly string[];
}

/** The list of one tree, as it is and as it has to be. Undefined: no such file. */
export interface ListChange {
  /** `dist/proxmox/files.sha256` */
  readonly path: string;
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
  /** Own, unedited files that nobody wants any more. */
  readonly prune: readonly string[];
  readonly edited: readonly Edited[];
  readonly foreign: readonly Foreign[];
  /** The lists that change. */
  readonly lists: readonly ListChange[];
  /** What is there now; the writer needs it to see which folders are new. */
  readonly disk: OnDisk;
}

/** Paths whose bytes `applyPlan` would change, lists included, sorted: what `synth --check` prints. */
export function changedPaths(plan: WritePlan): readonly string[] {
  return [...plan.write.map(({ path }) => path), ...plan.prune, ...plan.lists.map(({ path }) => path)].sort();
}

/**
 * Compares what is wanted with what is there.
 * @param wanted every file of the trees in the run's scope, in any order, each path once
 * @throws our own bug: a path outside a tree, or named like the list
 */
export function planWrite(wanted: readonly FileSpec[], disk: OnDisk): WritePlan {
  const texts = new Map(wanted.map(({ path, text }) => [path, text]));
  const lists = new Map<string, TreeList>();
  for (const path of disk.keys()) if (path.endsWith(`/${ownedList}`)) listOf(path, lists, disk);
  const write: FileSpec[] = [];
  const unchanged: string[] = [];
  const prune: string[] = [];
  const edited: Edited[] = [];
  const foreign = new Map<string, { kind: Found['kind']; keepsOut: string[] }>();
  const isForeign = (path: string, kind: Found['kind'], keepsOut: readonly string[]): void => {
    const known = foreign.get(path) ?? { kind, keepsOut: [] };
    known.keepsOut.push(...keepsOut);
    foreign.set(path, known);
  };

  for (const { path, text } of wanted) {
    const { list, name } = placeOf(path, lists, disk);
    const obstacle = obstacleOf(path, disk);
    const found = disk.get(path);
    if (obstacle !== undefined) isForeign(obstacle.path, obstacle.kind, [path]);
    else if (found?.kind === 'file' && sameText(found.text, text)) {
      unchanged.push(path);
      list.after.set(name, new Set([sha256(text)]));
    } else if (found === undefined || isOwn(found, list.before.get(name))) {
      write.push({ path, text });
      list.after.set(name, new Set([sha256(text)]));
    } else if (list.before.has(name)) {
      edited.push({ path, wanted: true });
      list.after.set(name, list.before.get(name) ?? new Set());
    } else isForeign(path, found.kind, [path]);
  }
  for (const [path, found] of disk) {
    if (
      texts.has(path) ||
      found.kind === 'folder' ||
      path.endsWith(`/${ownedList}`) ||
      treeOf(path) === undefined
    )
      continue;
    const { list, name } = placeOf(path, lists, disk);
    const sums = list.before.get(name);
    if (found.kind !== 'file' || sums === undefined) isForeign(path, found.kind, []);
    else if (isOwn(found, sums)) prune.push(path);
    else {
      edited.push({ path, wanted: false });
      list.after.set(name, sums);
    }
  }
  return {
    write: write.sort(byPath),
    unchanged: unchanged.sort(),
    prune: prune.sort(),
    edited: edited.sort(byPath),
    foreign: [...foreign]
      .map(([path, { kind, keepsOut }]) => ({ path, kind, keepsOut: keepsOut.sort() }))
      .sort(byPath),
    lists: [...lists].flatMap(([tree, list]) => changeOf(tree, list)).sort(byPath),
    disk,
  };
}

/** The list of a tree: what it says, and what it has to say. */
interface TreeList {
  readonly text: string | undefined;
  readonly before: Owned;
  readonly after: Map<string, ReadonlySet<string>>;
}

function placeOf(path: string, lists: Map<string, TreeList>, disk: OnDisk): { list: TreeList; name: string } {
  const tree = treeOf(path);
  const name = path.slice((tree?.length ?? 0) + 1);
  if (tree === undefined || name === ownedList) throw new Error(`asterism bug: ${path} is no file of a tree`);
  return { list: listOf(`${tree}/${ownedList}`, lists, disk), name };
}

function listOf(path: string, lists: Map<string, TreeList>, disk: OnDisk): TreeList {
  const known = lists.get(path);
  if (known !== undefined) return known;
  const found = disk.get(path);
  const text = found?.kind === 'file' ? (found.text ?? '') : undefined;
  const list = { text, before: parseOwned(text ?? ''), after: new Map<string, ReadonlySet<string>>() };
  lists.set(path, list);
  return list;
}

/** Something on the way to a file, or in its place, that is no folder where one is needed, or the other way round. */
function obstacleOf(path: string, disk: OnDisk): { path: string; kind: Found['kind'] } | undefined {
  const here = disk.get(path);
  if (here !== undefined && here.kind !== 'file') return { path, kind: here.kind };
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const above = path.slice(0, slash);
    const found = disk.get(above);
    if (found === undefined) continue;
    // What is on the way is a folder, and then so is everything above it.
    return found.kind === 'folder' ? undefined : { path: above, kind: found.kind };
  }
  return undefined;
}

/** Whether asterism wrote what is there. git may have turned the line ends around when it checked the file out. */
function isOwn(found: Found, sums: ReadonlySet<string> | undefined): boolean {
  if (found.kind !== 'file' || found.text === undefined || sums === undefined) return false;
  return (
    sums.has(sha256(found.text)) ||
    (found.text.includes('\r\n') && sums.has(sha256(found.text.replaceAll('\r\n', '\n'))))
  );
}

/** With `core.autocrlf`, git checks the same file out with other line ends; a rewrite would make no commit. */
function sameText(there: string | undefined, wanted: string): boolean {
  return there === wanted || (there?.includes('\r\n') === true && there.replaceAll('\r\n', '\n') === wanted);
}

function changeOf(path: string, list: TreeList): ListChange[] {
  const after = list.after.size === 0 ? undefined : renderOwned(list.after);
  if (after === list.text || (after !== undefined && sameText(list.text, after))) return [];
  return [{ path, during: renderOwned(unionOwned(list.before, list.after)), after }];
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
