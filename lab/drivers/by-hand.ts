import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Scene } from '../harness';
import { gitEnvironment } from './git-server';

/** A file that was changed by hand and committed, which synth leaves as it is, and complains. */
interface Edited {
  readonly path: string;
  /** As synth writes it; undefined when it writes no such file. */
  readonly written: string | undefined;
  /** From that to what is committed. */
  readonly patch: string;
}

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
  const edits: Edited[] = [];
  for (const path of edited) {
    const file = join(copy, path);
    const { stdout: patch } = await git(['diff', '--binary', '-R', '--', path]);
    edits.push({ path, written: existsSync(file) ? readFileSync(file, 'utf8') : undefined, patch });
  }
  await git(['reset', '--quiet', '--hard']);

  return async () => {
    for (const { path, written } of edits) {
      if (written === undefined) rmSync(join(copy, path), { force: true });
      else writeFileSync(join(copy, path), written);
    }
    const { code, stderr } = await synth();
    if (code !== 0 && stderr !== known) throw new Error(`synth: ended with ${code}\n${stderr}`);
    for (const { patch } of edits) await git(['apply'], patch);
  };
}
