import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a stand-in does for calls of a form: a pattern of the shell over its words, and shell commands. The first match counts. */
export type StubRule = readonly [pattern: string, commands: string];

/** A folder with files, and stand-ins for programs that a script there finds first. */
export interface Stage {
  readonly folder: string;
  /** Runs a script of the folder with dash and waits for its end. */
  readonly run: (
    words: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<StageRun>;
  /** Starts it and leaves it running. */
  readonly start: (
    words: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => { readonly child: ChildProcess; readonly ended: Promise<StageRun> };
  /** Each call of a stand-in, a line each. */
  readonly calls: () => readonly string[];
  readonly remove: () => void;
}

/** What a script printed on both outputs, and how it ended. */
export interface StageRun {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/**
 * Sets a stage.
 * @param files by path below the folder
 * @param programs stand-ins by name; a call that no rule knows fails and says so
 */
export function setStage(
  files: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, readonly StubRule[]>>,
): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-stage-'));
  const calls = join(folder, 'calls');
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) put(path, text);
  for (const [name, rules] of Object.entries(programs)) {
    put(`bin/${name}`, stubText(name, rules, calls, folder));
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  const start: Stage['start'] = (words, environment = {}) => {
    const child = spawn('dash', [...words], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${folder}/bin:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
        TMPDIR: folder,
        ...environment,
      },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    const ended = new Promise<StageRun>((resolve, reject) => {
      child.on('error', reject).on('close', (code) => {
        resolve({ code, lines: text.split('\n').filter((line) => line !== '') });
      });
    });
    return { child, ended };
  };
  return {
    folder,
    start,
    run: (words, environment) => start(words, environment).ended,
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : []),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function stubText(name: string, rules: readonly StubRule[], calls: string, folder: string): string {
  return [
    '#!/bin/dash',
    `stage=${folder}`,
    `echo "${name} $*" >>${calls}`,
    'case "$*" in',
    ...rules.map(([pattern, commands]) => `${pattern.replaceAll(' ', '\\ ')})\n${commands}\n;;`),
    `*) echo "no stand-in for: ${name} $*" >&2; exit 99 ;;`,
    'esac',
    '',
  ].join('\n');
}
