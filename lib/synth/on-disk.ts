/**
 * What stands at a path. `text` is the whole content; it is there for the files that matter (wanted, listed, or a list
 * itself) and undefined for others and for bytes that are not UTF-8, which asterism never writes.
 */
export type Found =
  | { readonly kind: 'file'; readonly text: string | undefined }
  | { readonly kind: 'folder' | 'link' | 'special' };

/**
 * The contents of the trees of a run, and of the way to them (`dist`, `dist/proxmox`): path from the project's root →
 * what it is. Nothing behind a symbolic link, and no tree outside the run's scope, is in it.
 */
export type OnDisk = ReadonlyMap<string, Found>;

/**
 * A path as file systems see it that take capitals for small letters and one spelling of an accent for the other (macOS,
 * Windows): two paths of one form are one file there. That no two wanted files are is held by rule `one-owner`.
 */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The folder that a path is in; empty for a path at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
