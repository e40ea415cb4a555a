import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A shipped script, run by the real `sh` with stand-ins for the programs it calls. */
export interface ScriptRun {
  /** The files of its ConfigMap. */
  readonly files: Readonly<Record<string, string>>;
  /** The script's name among them. */
  readonly script: string;
  /** Stand-ins, by name: shell commands, found in the PATH and under `$KAFKA_HOME/bin`. */
  readonly programs: Readonly<Record<string, string>>;
  /** Files that are there before, by absolute path. */
  readonly before?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders of the pod that the script names. `/tmp` is always one. */
  readonly folders?: readonly string[];
}

/** What came of it. */
export interface ScriptResult {
  readonly status: number | null;
  /** Both outputs, in order as far as the shell keeps it, with the folders of the pod as they are in the pod. */
  readonly output: string;
  /** A file of the pod, or undefined when it does not exist. */
  readonly read: (path: string) => string | undefined;
}

/** Runs a script in a folder of its own, with the pod's folders moved into it, and cleans up after `look`. */
export function runScript<T>(run: ScriptRun, look: (result: ScriptResult) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'asterism-script-'));
  const folders = ['/tmp', ...(run.folders ?? [])];
  const inside = (text: string) =>
    folders.reduce(
      (moved, folder) => moved.replaceAll(new RegExp(`(?<![\\w/])${folder}/`, 'g'), `${root}${folder}/`),
      text,
    );
  try {
    for (const folder of ['/settings', '/home/bin', ...folders])
      mkdirSync(join(root, folder), { recursive: true });
    for (const [name, text] of Object.entries(run.files))
      writeFileSync(join(root, 'settings', name), inside(text));
    for (const [path, text] of Object.entries(run.before ?? {})) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    for (const [name, commands] of Object.entries({ sleep: ':', ...run.programs })) {
      const file = join(root, 'home/bin', name);
      writeFileSync(file, inside(`#!/bin/sh\n${commands}\n`));
      chmodSync(file, 0o755);
    }
    const { status, stdout } = spawnSync('sh', ['-c', `sh "${root}/settings/${run.script}" 2>&1`], {
      encoding: 'utf8',
      timeout: 20_000,
      env: {
        PATH: `${root}/home/bin:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
        KAFKA_HOME: `${root}/home`,
        ...run.environment,
      },
    });
    return look({
      status,
      output: stdout.replaceAll(root, ''),
      read: (path) => {
        try {
          return readFileSync(join(root, path), 'utf8').replaceAll(root, '');
        } catch {
          return undefined;
        }
      },
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
