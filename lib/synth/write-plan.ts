import type { FileSpec } from './file-spec';

/**
 * What stands at a path. `text` is the whole content; it is there for the files that matter (wanted or listed) and
 * undefined for others and for bytes that are not UTF-8, which asterism never writes.
 */
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
  /** Own, unedited files that nobody wants any more. */
  readonly prune: readonly string[];
  readonly edited: readonly Edited[];
  readonly foreign: readonly Foreign[];
  /** The lists that change. */
  readonly lists: readonly ListChange[];
  /** Files of `prune` and emptied folders that stand where a file or folder is to come, in the order to remove them. */
  readonly clear: readonly string[];
  /** What is there now; the writer needs it to see which folders are new. */
  readonly disk: OnDisk;
}

/** Paths whose bytes `applyPlan` would change, lists included, sorted: what `synth --check` prints. */
export function changedPaths(plan: WritePlan): readonly string[] {
  throw new Error(`not built yet: ${plan.write.length}`);
}

/**
 * Compares what is wanted with what is there.
 * @param wanted every file of the trees in the run's scope, in any order, each path once
 * @throws our own bug: a path outside a tree, twice, named like the list, or a file and a folder at once
 */
export function planWrite(wanted: readonly FileSpec[], disk: OnDisk): WritePlan {
  throw new Error(`not built yet: ${wanted.length} ${disk.size}`);
}
