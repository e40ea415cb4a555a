import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import type { FolderFiles } from '../../synth';
import type { Problem, Report } from '../../values';
import { kustomizationNames, readBases } from './kustomize-bases';

/** Whether a folder is a kustomization, and not plain YAML. */
export function isKustomization({ texts }: FolderFiles, folder: string): boolean {
  return kustomizationNames.some((name) => texts.has(`${folder}/${name}`));
}

/** How long it may take, in seconds. Everything that it reads is in the project. */
const patience = 60;

/** Programs that render a kustomization, in the order in which they are tried. */
const programs = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
] as const;

/**
 * What `kustomize build`, or `kubectl kustomize`, makes of a folder. Whatever the kustomization names has to be in the project, so
 * that it makes the same on every machine.
 * @returns undefined after a report
 */
export function renderKustomization(
  root: string,
  folder: string,
  files: FolderFiles,
  report: Report,
): FolderFiles | undefined {
  const paths = readBases(root, folder, files, report);
  if (paths === undefined) return undefined;
  const text = rendered(join(root, folder), folder, report);
  return text === undefined
    ? undefined
    : { texts: new Map([[folder, text]]), rendered: true, isWhole: true, paths };
}

function rendered(absolute: string, at: string, report: Report): string | undefined {
  for (const [program, command] of programs) {
    const { error, status, stdout, stderr } = spawnSync(program, [command, absolute], {
      encoding: 'utf8',
      timeout: patience * 1000,
      maxBuffer: 64 * 1024 * 1024,
      // It needs neither the network nor a person's settings; what it cannot find it must not fetch.
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: devNull,
        GIT_ALLOW_PROTOCOL: 'none',
        HTTP_PROXY: refusing,
        HTTPS_PROXY: refusing,
      },
    });
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') continue;
    const wrong = failure(`${program} ${command}`, error, status, stderr);
    if (wrong === undefined) return stdout;
    report({ at, ...wrong });
    return undefined;
  }
  report({
    at,
    reason: 'has a kustomization, and neither kustomize nor kubectl was found on the PATH',
    next: 'install kustomize (https://kubectl.docs.kubernetes.io/installation/kustomize/), or keep plain YAML in the folder',
  });
  return undefined;
}

/** A proxy that refuses every connection. */
const refusing = 'http://127.0.0.1:1';

function failure(
  command: string,
  error: Error | undefined,
  status: number | null,
  stderr: string,
): Pick<Problem, 'reason' | 'next'> | undefined {
  const next = `run ${command} there, and correct what it says`;
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT')
    return { reason: `${command} timed out after ${patience} s`, next };
  if (error !== undefined) return { reason: `${command} cannot run: ${error.message}`, next };
  if (status === 0) return undefined;
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const said =
    lines.findLast((line) => /^error:/i.test(line)) ??
    lines.at(-1) ??
    `it ended with ${status ?? 'a signal'}`;
  return { reason: `${command} failed: ${said.replace(/^error: */i, '')}`, next };
}
