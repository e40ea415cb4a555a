import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isGenerated } from '../importer/own-files';
import type { FileSpec } from '../synth';
import type { Problem } from '../values';

/** What came of definitions: files for `imports/`, or what is in the way. */
export interface ImportedDefinitions {
  readonly files: readonly FileSpec[];
  readonly problems: readonly Problem[];
}

/**
 * Typed constructs for a person's own definitions, made by `cdk8s import`. Each file is imported under its own name, so
 * that `rollout.yaml` with kinds of `argoproj.io` gives `imports/rollout-argoproj.io.ts`: definitions of one group in
 * several files, and of a group that asterism has, too, stay apart.
 * @param root the project's root, absolute
 * @param definitions paths of YAML files with CustomResourceDefinitions, from the folder that the command runs in
 */
export function importDefinitions(root: string, definitions: readonly string[]): ImportedDefinitions {
  const files = new Map<string, FileSpec>();
  const problems: Problem[] = [];
  for (const definition of definitions) {
    const made = importOne(root, definition);
    problems.push(...made.problems);
    for (const file of made.files) {
      const taken = obstacleAt(root, file.path, files);
      if (taken === undefined) files.set(file.path, file);
      else problems.push({ at: definition, reason: taken, next: 'give the definition another file name' });
    }
  }
  return { files: [...files.values()], problems };
}

function obstacleAt(root: string, path: string, made: ReadonlyMap<string, FileSpec>): string | undefined {
  if (made.has(path)) return `another of these definitions already gives ${path}`;
  const place = join(root, path);
  return existsSync(place) && isGenerated(readFileSync(place, 'utf8'))
    ? `it would take the place of ${path}, which asterism writes`
    : undefined;
}

function importOne(root: string, definition: string): ImportedDefinitions {
  const problem = (reason: string, next: string): ImportedDefinitions => ({
    files: [],
    problems: [{ at: definition, reason, next }],
  });
  if (statSync(definition, { throwIfNoEntry: false })?.isFile() !== true)
    return problem('no file of this name was found', 'correct the path');
  const name = nameOf(definition);
  if (name === '') return problem('its name has no letter or digit', 'give it another name');
  const folder = mkdtempSync(join(tmpdir(), 'asterism-import-'));
  try {
    const options = ['-o', folder, '-l', 'typescript', '--no-save', '--no-check-upgrade'];
    const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
    const run = spawnSync(process.execPath, [cdk8s, 'import', `${name}:=${definition}`, ...options], {
      encoding: 'utf8',
    });
    const texts = readdirSync(folder).filter((file) => file.endsWith('.ts'));
    if (run.status !== 0 || texts.length === 0)
      return problem(
        `cdk8s import made nothing of it${said(run.stderr)}`,
        'give a YAML file with CustomResourceDefinition objects',
      );
    const files = texts.map((file) => ({
      path: `imports/${file}`,
      text: readFileSync(join(folder, file), 'utf8'),
    }));
    return { files, problems: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The stem of a file's name as a part of another one: `My CRDs.yaml` gives `my-crds`. */
function nameOf(definition: string): string {
  const stem = basename(definition).replace(/\.[^.]*$/, '');
  return stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The first line of what the program said; its stack trace is of no use to a person. */
function said(text: string): string {
  const line = text.split('\n').find((candidate) => /\w/.test(candidate));
  return line === undefined ? '' : ` (${line.trim().slice(0, 200)})`;
}
