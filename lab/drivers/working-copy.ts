import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';

/**
 * Changes a file as a person would.
 * @param from what stands there, exactly once
 * @throws when it does not: then the lab has to follow the file
 */
export function edit(copy: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(copy, path), 'utf8');
  const found = text.split(from).length - 1;
  if (found !== 1)
    throw new Error(
      `${path}: the lab changes "${from}" there, which stands there ${found} times; change the lab with it`,
    );
  writeFileSync(
    join(copy, path),
    text.replace(from, () => to),
  );
}

/** Runs synth in a working copy, as a person does before a commit. */
export async function synthIn(scene: Scene, copy: string): Promise<void> {
  await scene.run(process.execPath, ['--require', 'tsx/cjs', 'main.ts', 'synth'], { cwd: copy });
}
