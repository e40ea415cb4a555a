import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells of changes below the root: of the files and folders with wanted names, and of everything in the folders. Each folder
 * is watched by itself. A watch on a file follows the old one away when an editor puts a new one in its place, and Node's
 * recursive watch consists of such on Linux.
 */
export function watchFolders(root: string, isWanted: (name: string) => boolean, changed: () => void): void {
  const watchers = new Map<string, FSWatcher>();
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const look = (folder: string): void => {
    if (watchers.has(folder) || !isFolder(folder)) return;
    const watcher = watch(folder, (_, name) => {
      if (folder === root && (name === null || !isWanted(name))) return;
      changed();
      if (name !== null) look(join(folder, name));
    });
    // A folder that is removed takes its watch along.
    watcher.on('error', () => {
      drop(folder);
    });
    watchers.set(folder, watcher);
    for (const name of foldersIn(folder)) if (folder !== root || isWanted(name)) look(join(folder, name));
  };
  look(root);
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
