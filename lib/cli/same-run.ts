import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../synth/cache-folder';
import { findMain } from './find-main';

// Read before anything else: a run in which nothing changed is over before the library would have been loaded. Hence this file
// imports next to nothing.

/** What a run noted that found everything clean and had nothing to write. */
export interface SameRun {
  /** What it printed, but for the seconds. */
  readonly summary: string;
  /** What it ran in, by `surroundings`. */
  readonly surroundings: string;
  /** Everything that its answer follows from, and what each was like: path, absolute, and stamp. */
  readonly stamps: readonly (readonly [path: string, stamp: string])[];
}

/** Where the note is, from the project's root. */
export const sameRunFile = join(cacheFolder, 'same');

/** What else an answer follows from; undefined where cdk8s sets its own options: its output folder is empty each time. */
export function surroundings(): string | undefined {
  if (Object.keys(process.env).some((name) => name.startsWith('CDK8S_'))) return undefined;
  return `${process.version} ${process.env['NODE_OPTIONS'] ?? ''}`;
}

/** What a file or a folder is like, so that a change of it shows; `-` where nothing is. A link is not followed. */
export function stampText(path: string): string {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return '-';
    // The time of the last change of any sort: what is moved into place keeps its own `mtime`.
    return `${stats.mode} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}`;
  } catch {
    return '-';
  }
}

/**
 * Answers a plain `asterism synth` where nothing changed since a run that had nothing to write. `--check` and every other option
 * read all of it again.
 * @returns whether that was the answer
 */
export function answerSameRun(): boolean {
  const [command, ...options] = process.argv.slice(2);
  const main = command === 'synth' && options.length === 0 ? findMain(process.cwd()) : undefined;
  const noted = main === undefined ? undefined : sameRun(dirname(main));
  if (noted === undefined) return false;
  console.log(`${noted.summary} · ${process.uptime().toFixed(2)} s`);
  return true;
}

/**
 * What a run noted, where everything is still as it was then.
 * @param root the project's root, absolute
 */
export function sameRun(root: string): SameRun | undefined {
  const noted = readSameRun(root);
  const isSame =
    noted?.surroundings === surroundings() &&
    noted?.stamps.every(([path, stamp]) => stampText(path) === stamp) === true;
  return isSame ? noted : undefined;
}

function readSameRun(root: string): SameRun | undefined {
  try {
    const noted: unknown = JSON.parse(readFileSync(join(root, sameRunFile), 'utf8'));
    return isSameRun(noted) ? noted : undefined;
  } catch {
    return undefined;
  }
}

function isSameRun(value: unknown): value is SameRun {
  return (
    typeof value === 'object' &&
    value !== null &&
    'summary' in value &&
    'surroundings' in value &&
    typeof value.surroundings === 'string' &&
    'stamps' in value &&
    Array.isArray(value.stamps) &&
    value.stamps.length > 0 &&
    value.stamps.every((one) => Array.isArray(one) && typeof one[0] === 'string')
  );
}
