import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileSpec } from '../synth';
import { type Problem, problemText } from '../values';

/**
 * Writes what a generator made from this repository alone, and says how much of it changed. With problems nothing is
 * written.
 * @returns the exit code: 0 done, 2 bad input
 */
export function writeGenerated(
  root: string,
  files: readonly FileSpec[],
  problems: readonly Problem[],
): number {
  for (const problem of problems) console.error(problemText(problem));
  if (problems.length > 0) return 2;
  const changed = files.filter(({ path, text }) => !sameOnDisk(join(root, path), text));
  for (const { path, text } of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(`${files.length} files, ${changed.length} written`);
  return 0;
}

function sameOnDisk(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}
