import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder';
import { codeOf } from './failure';
import { coarsest, type Stamp, stampAt } from './read-file';
import { renderSeen, type Seen, type SeenFile, seenFile } from './read-seen';
import type { Look } from './read-trees';
import { listOf, sha256, treeAround } from './tree';
import type { WritePlan } from './write-plan';

/**
 * Notes which files hold what synth wants, for the next run to know by their stamps. A disk that refuses does not have to
 * fail: the next run then reads the files.
 * @param plan what was done, without a failure
 * @param look what it was made from, by `seen`
 * @param all whether trees that the look lacks are gone
 */
export function writeSeen(root: string, plan: WritePlan, look: Look, seen: Seen, all: boolean): void {
  const next = nextSeen(root, plan, look, seen, all);
  if (next.size === seen.size && [...next].every(([path, file]) => seen.get(path) === file)) return;
  const folder = join(root, cacheFolder);
  const draft = join(folder, `${seenFile}-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.gitignore'), '*\n');
    writeFileSync(draft, renderSeen(next));
    renameSync(draft, join(folder, seenFile));
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    removeDraft(draft);
  }
}

function nextSeen(root: string, plan: WritePlan, look: Look, seen: Seen, all: boolean): Seen {
  const next = new Map<string, SeenFile>();
  if (!all) for (const [path, file] of seen) if (!look.disk.has(treeAround(path))) next.set(path, file);
  for (const path of plan.unchanged) {
    const known = look.unread.has(path) ? seen.get(path) : readJustNow(path, look);
    if (known !== undefined) next.set(path, known);
  }
  const lists = new Map<string, Stamp | undefined>();
  for (const { path, text } of plan.write) {
    const list = listOf(treeAround(path));
    if (!lists.has(list)) lists.set(list, stampAt(join(root, list)));
    const stamp = stampAt(join(root, path));
    // The list is staged after the files, and times outlive a rename: what is older than it was not changed since.
    if (
      stamp !== undefined &&
      stamp.mtime < (lists.get(list)?.mtime ?? 0) &&
      stamp.size === Buffer.byteLength(text)
    )
      next.set(path, { stamp, sum: sha256(text) });
  }
  return next;
}

/** A file that was changed so shortly before it was read that a change just after may have the same time is left out. */
function readJustNow(path: string, { disk, stamps, began }: Look): SeenFile | undefined {
  const [found, stamp] = [disk.get(path), stamps.get(path)];
  if (found?.kind !== 'file' || found.text === undefined || stamp === undefined) return undefined;
  if (Math.max(stamp.mtime, stamp.ctime) > began - coarsest) return undefined;
  return { stamp, sum: sha256(found.text) };
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // It does no harm.
  }
}
