import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Scene } from '../harness';
import { gitEnvironment } from './git-server';

/**
 * Makes synth for a working copy in which all is committed. Where a file was changed by hand or is none of asterism's, synth
 * says so and ends with 1. The lab tries what is committed, so here such a change stays, on top of what synth writes, and such
 * a file too; where both change the same lines, what synth writes stays.
 * @returns runs synth, as a person does before a commit; throws with its words when it complains of anything else
 */
export async function synthKeepingEdits(
  scene: Pick<Scene, 'run'>,
  copy: string,
): Promise<() => Promise<void>> {
  const synth = (...options: readonly string[]) =>
    scene.run(process.execPath, ['--require', 'tsx/cjs', 'main.ts', 'synth', ...options], {
      cwd: copy,
      codes: [0, 1],
    });
  const git = (args: readonly string[], input?: string) =>
    scene.run('git', args, {
      cwd: copy,
      env: gitEnvironment,
      codes: [0, 1],
      ...(input !== undefined && { input }),
    });

  const shape = v.looseObject({ edited: v.array(v.string()), foreign: v.array(v.string()) });
  const { edited, foreign } = v.parse(shape, JSON.parse((await synth('--check', '--json')).stdout));
  for (const path of edited) rmSync(join(copy, path));
  const known = edited.length + foreign.length > 0 ? (await synth()).stderr : '';
  // Each from what synth writes to what is committed.
  const patches: string[] = [];
  for (const path of edited) patches.push((await git(['diff', '--binary', '-R', '--', path])).stdout);
  await git(['reset', '--quiet', '--hard']);

  return async () => {
    // A patch that does not fit was left out by an earlier synth, or its file is gone.
    for (const patch of patches) await git(['apply', '-R'], patch);
    const { code, stderr } = await synth();
    if (code !== 0 && stderr !== known) throw new Error(`synth: ended with ${code}\n${stderr}`);
    for (const patch of patches) await git(['apply'], patch);
  };
}
