import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { accepted, type Problem, problemText } from '../../values';
import { forError } from '../colors';
import { type Answers, readAnswers } from './answers';
import { askFor } from './ask';
import { repositoryFiles } from './files';
import { type Dependencies, packageFile } from './package-file';

/**
 * Makes a repository with one cluster.
 * @param given the answers that came as flags
 * @param asks whether a person is asked for the others; otherwise they take their defaults
 * @returns the exit code: 0 done, 2 bad use or files in the way, 130 given up
 */
export async function init(
  folder: string,
  given: Answers,
  dependencies: Dependencies,
  asks: boolean,
): Promise<number> {
  const root = resolve(folder);
  const answers = asks ? await answersOf(given, basename(root)) : given;
  if (answers === undefined) return 130;
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const cluster = readAnswers(answers, report);
  if (cluster === undefined) return failed(problems);
  const before = textOf(join(root, 'package.json'));
  const text = accepted(packageFile(cluster, dependencies, before), 'package.json', report);
  const files = repositoryFiles(cluster);
  for (const { path } of files)
    if (existsSync(join(root, path)))
      report({ at: path, reason: 'is there already', next: 'move it away, or choose another folder' });
  if (text === undefined || problems.length > 0) return failed(problems);
  for (const file of [...files, { path: 'package.json', text }]) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
  }
  const into = resolve() === root ? '' : `cd ${folder}\n`;
  console.log(
    `${files.length + 1} files written; the cluster is in clusters/${cluster.name}.ts.\n\nNext:\n\n${into}npm install\nnpx asterism synth\n`,
  );
  return 0;
}

/** Asks a person. Ctrl-C gives up, and nothing was written then. */
async function answersOf(given: Answers, folder: string): Promise<Answers | undefined> {
  try {
    return await askFor(given, folder);
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function failed(problems: readonly Problem[]): number {
  for (const problem of problems) console.error(`${forError.red('error')} ${problemText(problem)}`);
  console.error(`${problems.length === 1 ? '1 error' : `${problems.length} errors`}; nothing was written`);
  return 2;
}
