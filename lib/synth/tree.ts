import { hash } from 'node:crypto';

/** Name of the list that each tree carries: what asterism wrote there, readable by `sha256sum -c files.sha256`. */
export const ownedList = 'files.sha256';

/**
 * The line by which asterism knows its own lists: anybody may have a file of this name with sums in it, and what a list
 * names may be pruned. coreutils skips lines that begin with `#` (`digest_check` in `src/digest.c`), and warns of none.
 */
export const listMark = '# Written by asterism synth, which owns the files below; sha256sum -c files.sha256';

/**
 * What a list says: path relative to the tree → SHA-256 sums (64 lower-case hexadecimal digits) of the contents that
 * asterism wrote there. One path has several sums after a merge of two branches or an interrupted run; a file
 * with any of them is asterism's own.
 */
export type Owned = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether a list is asterism's. The mark need not come first: git's conflict markers may stand around it. */
export function isMarked(list: string): boolean {
  return list.split(/\r?\n/).includes(listMark);
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/**
 * The tree that a path belongs to: `dist/proxmox` for `dist/proxmox/kafka/service-kafka.yaml`. Undefined for a path
 * outside `dist/<cluster>/` and `apps/<cluster>/`, or one that `..`, a backslash or a drive would lead out of them.
 */
export function treeOf(path: string): string | undefined {
  const tree = treeAround(path);
  return tree !== '' && staysInside(path) ? tree : undefined;
}

/** The tree that a path on disk is in, whatever its name; empty for `dist`, `dist/proxmox` and what is outside. */
export function treeAround(path: string): string {
  const end = path.indexOf('/', 5);
  return end > 5 && (path.startsWith('dist/') || path.startsWith('apps/')) ? path.slice(0, end) : '';
}

/** Path of a tree's list. */
export function listOf(tree: string): string {
  return `${tree}/${ownedList}`;
}

/**
 * Reads a list. It takes the union of all readable lines, so that a list with git's conflict markers keeps what both
 * sides wrote. Any other line is skipped, and so is a path that leaves the tree: what the list does not name is
 * reported and left alone, so a damaged list never costs a file.
 */
export function parseOwned(text: string): Owned {
  const owned = new Map<string, Set<string>>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line);
    const [, sum, path] = match ?? [];
    if (sum === undefined || path === undefined || path === ownedList || !staysInside(path)) continue;
    const sums = owned.get(path);
    if (sums === undefined) owned.set(path, new Set([sum]));
    else sums.add(sum);
  }
  return owned;
}

/** The text of a list: the mark, then a line for each sum, sorted by path and then by sum (code units). */
export function renderOwned(owned: Owned): string {
  let text = `${listMark}\n`;
  for (const path of [...owned.keys()].sort()) {
    const sums = owned.get(path) ?? new Set<string>();
    for (const sum of sums.size > 1 ? [...sums].sort() : sums) text += `${sum}  ${path}\n`;
  }
  return text;
}

/** What either list says. */
export function unionOwned(a: Owned, b: Owned): Owned {
  const both = new Map(a);
  for (const [path, sums] of b) {
    const known = a.get(path);
    both.set(path, known === undefined ? sums : new Set([...known, ...sums]));
  }
  return both;
}

/** A relative path with `/` that names something below where it starts, on every system. */
function staysInside(path: string): boolean {
  // sha256sum writes names with a backslash or a line break in an escaped form, and Windows reads both otherwise.
  return !/[\\\0\r\n]|^[A-Za-z]:|(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}
