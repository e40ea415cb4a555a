import { join } from 'node:path';
import { cacheFolder } from './cache-folder';
import { readRegular, type Stamp, stampAt } from './read-file';

/** Name of the file in it that says what files were like when their content was last known. */
export const seenFile = 'seen';

/** First line of that file; another one makes it count as missing. */
export const seenHead = 'asterism seen 1';

/** A file whose content is known: its stamp then, and the SHA-256 of its text. */
export interface SeenFile {
  readonly stamp: Stamp;
  readonly sum: string;
}

/** Path from the project's root → what is known of its content. */
export type Seen = ReadonlyMap<string, SeenFile>;

/**
 * Reads what earlier runs saw; empty where that cannot be read, since it only saves time. An entry that is not older than
 * the file that holds it is left out, as git does it: such a file may have changed once more within the same tick of the
 * clock (git's `Documentation/technical/racy-git.txt`).
 */
export function readSeen(root: string): Seen {
  const path = join(root, cacheFolder, seenFile);
  try {
    return parseSeen(readRegular(path) ?? '', stampAt(path)?.mtime ?? 0);
  } catch {
    return new Map();
  }
}

/** Damaged lines are left out. */
function parseSeen(text: string, written: number): Seen {
  const seen = new Map<string, SeenFile>();
  const [head, ...lines] = text.split('\n');
  if (head !== seenHead) return seen;
  for (const line of lines) {
    const match = /^([0-9a-f]{64}) (\d+) ([\d.]+) ([\d.]+) (\d+) (.+)$/.exec(line);
    const [, sum = '', size, mtime, ctime, inode, path = ''] = match ?? [];
    const stamp = { size: Number(size), mtime: Number(mtime), ctime: Number(ctime), inode: Number(inode) };
    if (match !== null && stamp.mtime < written && stamp.ctime < written) seen.set(path, { stamp, sum });
  }
  return seen;
}

/** The text of the file, sorted by path. */
export function renderSeen(seen: Seen): string {
  const lines = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    seenHead,
    ...lines.map(
      ([path, { stamp, sum }]) => `${sum} ${stamp.size} ${stamp.mtime} ${stamp.ctime} ${stamp.inode} ${path}`,
    ),
    '',
  ].join('\n');
}
