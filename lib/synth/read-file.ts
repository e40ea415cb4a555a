import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { codeOf } from './failure';

/** What tells that a file was changed or replaced, without reading it; as git's index keeps it. Times in milliseconds. */
export interface Stamp {
  /** Bytes. */
  readonly size: number;
  readonly mtime: number;
  readonly ctime: number;
  readonly inode: number;
}

/** The coarsest times of common file systems, in milliseconds: FAT counts two seconds. */
export const coarsest = 2000;

/** What is at a path itself, a link included; undefined where nothing is. */
export function statsAt(path: string): Stats | undefined {
  try {
    // An error that is not made costs nothing: most files of a new app are not there.
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // The second: something on the way is not a folder.
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** The stamp of a regular file; undefined for anything else, and where nothing is. A link is not followed. */
export function stampAt(path: string): Stamp | undefined {
  const stats = statsAt(path);
  return stats?.isFile() === true ? stampOf(stats) : undefined;
}

/** Whether two looks at a path saw the same regular file, untouched. */
export function sameStamp(a: Stamp | undefined, b: Stamp | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.size === b.size && a.mtime === b.mtime && a.ctime === b.ctime && a.inode === b.inode;
}

/**
 * Text of a regular file; undefined for anything else. Opening a FIFO would wait for a writer without end, and a link
 * leads to a file of somebody else.
 */
export function readRegular(path: string): string | undefined {
  return stampAt(path) === undefined ? undefined : readFileSync(path, 'utf8');
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
  return { size, mtime: mtimeMs, ctime: ctimeMs, inode: ino };
}
