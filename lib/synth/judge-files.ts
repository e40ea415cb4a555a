import { isLeftover } from '../machines';
import { hasConflictMarkers } from './conflict-markers';
import { type Found, folderOf, type OnDisk } from './on-disk';
import { isMarked, listOf, type Owned, parseOwned, sha256, treeAround } from './tree';

/** A file that asterism wrote and somebody changed since. It is left alone. */
export interface Edited {
  readonly path: string;
  /** Whether the run would have written it (false: it would have been pruned). */
  readonly wanted: boolean;
  /** Other wanted files that could not be written because it is on the way to them; mostly none. */
  readonly keepsOut: readonly string[];
}

/** Something that asterism did not write, in a tree of asterism or on the way to one. It is left alone. */
export interface Foreign {
  readonly path: string;
  readonly kind: Found['kind'];
  /** Wanted files that could not be written because it is in their place or on the way to it; mostly none. */
  readonly keepsOut: readonly string[];
}

/** What becomes of each file, wanted or there. */
export interface Verdicts {
  /** Tree → what its list says. A tree is left out when its list is not a file, or lacks the mark of asterism. */
  readonly owned: ReadonlyMap<string, Owned>;
  readonly write: readonly string[];
  readonly unchanged: readonly string[];
  readonly prune: ReadonlySet<string>;
  readonly edited: readonly Edited[];
  readonly foreign: readonly Foreign[];
  /** Own files, lists included, in which git left conflict markers. They are written again, or go. */
  readonly conflicts: readonly string[];
  /** Files of `prune`, and folders that they leave empty, which stand where something else is to come. */
  readonly clear: ReadonlySet<string>;
}

interface Draft {
  readonly disk: OnDisk;
  readonly owned: Map<string, Owned>;
  readonly write: string[];
  readonly unchanged: string[];
  readonly prune: Set<string>;
  readonly edited: Map<string, Edited & { readonly keepsOut: string[] }>;
  readonly foreign: Map<string, Foreign & { readonly keepsOut: string[] }>;
  readonly conflicts: string[];
  readonly clear: Set<string>;
}

/** Judges every file; `texts` are the wanted ones by path, all of them inside a tree. */
export function judgeFiles(texts: ReadonlyMap<string, string>, disk: OnDisk): Verdicts {
  const draft: Draft = {
    disk,
    owned: new Map(),
    write: [],
    unchanged: [],
    prune: new Set(),
    edited: new Map(),
    foreign: new Map(),
    conflicts: [],
    clear: new Set(),
  };
  for (const tree of new Set([...texts.keys(), ...disk.keys()].map(treeAround))) {
    const list = disk.get(listOf(tree));
    if (list === undefined) draft.owned.set(tree, new Map());
    else if (list.kind === 'file' && isMarked(list.text ?? '')) {
      draft.owned.set(tree, parseOwned(list.text ?? ''));
      if (hasConflictMarkers(list.text)) draft.conflicts.push(listOf(tree));
    }
  }
  for (const [path, found] of disk) if (!texts.has(path)) judgeUnwanted(draft, path, found);
  for (const [path, text] of texts) judgeWanted(draft, path, text);
  return { ...draft, edited: [...draft.edited.values()], foreign: [...draft.foreign.values()] };
}

function judgeUnwanted(draft: Draft, path: string, found: Found): void {
  const tree = treeAround(path);
  // Something on the way to the trees is not a file of theirs; it counts when it keeps a wanted file out.
  if (found.kind === 'folder' || tree === '') return;
  // Not ours, and in its place: the program that left it needs it at its next run.
  if (isLeftover(path)) return;
  const owned = draft.owned.get(tree);
  // Behind a list that is not ours, only the list itself is reported.
  if ((path === listOf(tree)) === (owned !== undefined)) return;
  const sums = owned?.get(path.slice(tree.length + 1));
  if (found.kind !== 'file' || sums === undefined) keepOut(draft, path);
  else if (isOwn(found.text, sums) || isConflict(draft, path, found.text)) draft.prune.add(path);
  else draft.edited.set(path, { path, wanted: false, keepsOut: [] });
}

function judgeWanted(draft: Draft, path: string, text: string): void {
  const found = draft.disk.get(path);
  const tree = treeAround(path);
  const owned = draft.owned.get(tree);
  if (found?.kind === 'file' && found.text === text) draft.unchanged.push(path);
  else if (owned === undefined) keepOut(draft, listOf(tree), path);
  else if (found?.kind === 'file')
    judgeOther(draft, path, found.text, text, owned.get(path.slice(tree.length + 1)));
  else {
    const obstacle =
      found === undefined ? inTheWay(draft, folderOf(path)) : emptied(draft, path) ? undefined : path;
    if (obstacle === undefined) draft.write.push(path);
    else keepOut(draft, obstacle, path);
  }
}

/** A file is there and its bytes are not the wanted ones. */
function judgeOther(
  draft: Draft,
  path: string,
  there: string | undefined,
  text: string,
  sums: ReadonlySet<string> | undefined,
): void {
  // Git may have checked the wanted text out with CRLF. That is not an edit, so the file need not be left alone; but
  // the file is written again, because a host would get the CRLF (in a shell script, say) and its sum would be wrong.
  const own =
    withoutCr(there) === text ||
    // A file that no list names is another person's, whatever it holds.
    (sums !== undefined && (isOwn(there, sums) || isConflict(draft, path, there)));
  if (own) draft.write.push(path);
  else if (sums === undefined) keepOut(draft, path, path);
  else draft.edited.set(path, { path, wanted: true, keepsOut: [] });
}

/** Whether asterism wrote this text, line ends aside. */
function isOwn(text: string | undefined, sums: ReadonlySet<string>): boolean {
  if (text === undefined) return false;
  return sums.has(sha256(text)) || (text.includes('\r\n') && sums.has(sha256(withoutCr(text) ?? text)));
}

/** Whether git left its markers in a file of ours. Both of its sides are in git, so writing it again loses nothing. */
function isConflict(draft: Draft, path: string, text: string | undefined): boolean {
  if (!hasConflictMarkers(text)) return false;
  draft.conflicts.push(path);
  return true;
}

function withoutCr(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n');
}

/** Something stays where it is, and so a wanted file may have to stay away. */
function keepOut(draft: Draft, obstacle: string, wanted?: string): void {
  const kind = draft.disk.get(obstacle)?.kind ?? 'special';
  const left = draft.edited.get(obstacle) ??
    draft.foreign.get(obstacle) ?? { path: obstacle, kind, keepsOut: [] };
  if (wanted !== undefined) left.keepsOut.push(wanted);
  if ('kind' in left) draft.foreign.set(obstacle, left);
}

/** What has to stay where a folder is to be and is not a folder, here or above. */
function inTheWay(draft: Draft, folder: string): string | undefined {
  const found = draft.disk.get(folder);
  if (folder === '' || found?.kind === 'folder') return undefined;
  if (found === undefined) return inTheWay(draft, folderOf(folder));
  if (!draft.prune.has(folder)) return folder;
  draft.clear.add(folder);
  return undefined;
}

/** Whether a folder holds nothing but files that are pruned, so that it can make room for a file. */
function emptied(draft: Draft, folder: string): boolean {
  const inside = [...draft.disk].filter(([path]) => path === folder || path.startsWith(`${folder}/`));
  if (!inside.every(([path, found]) => found.kind === 'folder' || draft.prune.has(path))) return false;
  for (const [path] of inside) draft.clear.add(path);
  return true;
}
