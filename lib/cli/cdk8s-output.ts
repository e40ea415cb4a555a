import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FileSpec } from '../synth';

/**
 * `cdk8s synth` empties its output folder before it runs the app, so that a failing app leaves nothing behind. It is
 * therefore pointed at a scratch folder (see cdk8s.yaml), and gets the same bytes there once the real trees are written:
 * enough for its listing, `--stdout` and its validation plugins.
 */
export function mirrorForCdk8s(files: readonly FileSpec[]): void {
  const folder = process.env['CDK8S_OUTDIR'];
  if (folder === undefined || folder === '') return;
  for (const { path, text } of files) {
    const target = join(resolve(folder), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
