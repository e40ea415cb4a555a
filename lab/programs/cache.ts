import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ProgramName } from './catalogue';

const pins = join(__dirname, '..', 'pins');

/** Days after which what was built from other pins is removed. */
const keptDays = 14;

/** Folder in which everything is built, in the user's cache. */
export function cacheFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'];
  return join(cache === undefined || cache === '' ? join(homedir(), '.cache') : cache, 'asterism', 'lab');
}

/** Folder with the pins of a program. */
export function pinsOf(name: ProgramName): string {
  return join(pins, name);
}

/** Where a program is once it is built. The name follows from its pins and the machine's kind, so other pins build again. */
export function builtFolder(name: ProgramName): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\0`);
  for (const file of readdirSync(pinsOf(name)).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(pinsOf(name), file)))
      .update('\0');
  return join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 16)}`);
}

/** Whether a program is built. What is half built has another name. */
export function isBuilt(name: ProgramName): boolean {
  return existsSync(builtFolder(name));
}

/**
 * Builds a program in a folder beside its place, and puts it there by one rename, so that what is there is whole. What a
 * killed build left is removed first.
 */
export async function fillCache(name: ProgramName, build: (folder: string) => Promise<void>): Promise<void> {
  const place = builtFolder(name);
  const staging = `${place}.building`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    await build(staging);
    renameSync(staging, place);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Notes that programs were used, and removes what was built from other pins and has not been used for two weeks. */
export function tidyCache(used: readonly ProgramName[]): void {
  const now = new Date();
  for (const name of used) utimesSync(builtFolder(name), now, now);
  const kept = new Set(used.map(builtFolder));
  for (const entry of readdirSync(cacheFolder())) {
    const path = join(cacheFolder(), entry);
    const age = (now.getTime() - statSync(path).mtimeMs) / 86_400_000;
    if (!kept.has(path) && age > keptDays) rmSync(path, { recursive: true, force: true });
  }
}
