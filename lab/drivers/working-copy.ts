import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Changes a file as a person would.
 * @param from text of the file, exactly once
 * @throws when it does not: then the lab has to follow the file
 */
export function edit(copy: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(copy, path), 'utf8');
  const found = text.split(from).length - 1;
  if (found !== 1)
    throw new Error(
      `${path}: the lab changes "${from}" there, which is there ${found} times; change the lab with it`,
    );
  writeFileSync(
    join(copy, path),
    text.replace(from, () => to),
  );
}
