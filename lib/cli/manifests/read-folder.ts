import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { failureOf, type FolderFiles } from '../../synth';
import type { Report } from '../../values';

/** Bytes of one file. The largest sets of definitions that projects publish have four million. */
const largest = 16 * 1024 * 1024;

/**
 * Reads the YAML files of a folder of the project, those in folders below it included; hidden files and files of other names are
 * passed over. It follows no link, so that nothing from outside of the project ships, and opens nothing but files.
 * @param root the project's root, absolute
 * @param path the folder, from the root
 * @param at the place in messages where the folder is named
 * @returns undefined where the folder itself cannot be read, which is reported
 */
export function readFolder(root: string, path: string, at: string, report: Report): FolderFiles | undefined {
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    const part = parts.slice(0, index + 1).join('/');
    const wrong = notAFolder(lstatSync(join(root, part), { throwIfNoEntry: false }));
    if (wrong === undefined) continue;
    report({ at, reason: `"${part}" ${wrong}`, next: 'name a folder of the project, with YAML files in it' });
    return undefined;
  }
  const texts = new Map<string, string>();
  const paths: string[] = [];
  let isWhole = true;
  const refuse: Report = (problem) => {
    isWhole = false;
    report(problem);
  };
  const visit = (folder: string): void => {
    paths.push(folder);
    for (const name of readdirSync(join(root, folder)).sort()) {
      const inside = `${folder}/${name}`;
      if (name.startsWith('.')) continue;
      const stats = lstatSync(join(root, inside));
      if (stats.isDirectory()) visit(inside);
      else if (isYaml(name)) {
        paths.push(inside);
        const text = stats.isFile() ? textOf(join(root, inside), stats.size) : notAFile(stats);
        if (typeof text === 'string') texts.set(inside, text);
        else refuse({ ...text, at: inside });
      } else if (stats.isSymbolicLink()) refuse({ at: inside, ...notAFile(stats) });
    }
  };
  try {
    visit(path);
  } catch (error) {
    report(failureOf(error, path, 'read'));
    return undefined;
  }
  return { texts, paths, isWhole };
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name) || name === 'Kustomization';
}

function notAFolder(stats: Stats | undefined): string | undefined {
  if (stats === undefined) return 'does not exist';
  if (stats.isSymbolicLink()) return 'is a link, which may lead out of the project';
  return stats.isDirectory() ? undefined : 'is not a folder';
}

interface Unread {
  readonly reason: string;
  readonly next: string;
}

function notAFile(stats: Stats): Unread {
  return stats.isSymbolicLink()
    ? { reason: 'is a link, which may lead out of the folder', next: 'put the file itself there' }
    : { reason: 'is not a regular file', next: 'remove it from the folder' };
}

function textOf(path: string, size: number): string | Unread {
  if (size > largest)
    return {
      reason: `has ${size} bytes, and ${largest} is the limit`,
      next: 'split it, or move it out of the folder',
    };
  try {
    const bytes = readFileSync(path);
    if (!isUtf8(bytes))
      return {
        reason: 'is not text in UTF-8',
        next: 'save it as UTF-8, or move it out of the folder',
      };
    return bytes.includes(0)
      ? { reason: 'is a binary file', next: 'move it out of the folder' }
      : bytes.toString('utf8');
  } catch (error) {
    return failureOf(error, path, 'read');
  }
}
