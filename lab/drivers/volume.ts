import { mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let versions = 0;

/**
 * Puts the keys of a ConfigMap or Secret into a folder as the kubelet does: the files are in a hidden folder of their
 * own, what is seen are links through `..data`, and a change swaps that one link, so that no reader sees half of it.
 * Writing again is a change.
 */
export function writeVolume(folder: string, data: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  const version = `..version-${++versions}`;
  mkdirSync(join(folder, version));
  for (const [key, text] of Object.entries(data)) writeFileSync(join(folder, version, key), text);
  const before = linkedTo(join(folder, '..data'));
  symlinkSync(version, join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  for (const key of Object.keys(data))
    if (linkedTo(join(folder, key)) === undefined) symlinkSync(join('..data', key), join(folder, key));
  if (before !== undefined) rmSync(join(folder, before), { recursive: true });
}

function linkedTo(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
