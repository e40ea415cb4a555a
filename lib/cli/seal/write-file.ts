import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { failureOf } from '../../synth';
import type { Report } from '../../values';

/** The text of a file, or undefined when there is none, or after a report. @param shown its path in messages */
export function readText(path: string, shown: string, report: Report): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const problem = { ...failureOf(error, shown, 'read'), at: shown };
    if (!problem.reason.endsWith('(ENOENT)')) report(problem);
    return undefined;
  }
}

/** Puts a text in the place of a file, whole or not at all. @returns whether it is there */
export function writeText(path: string, shown: string, text: string, report: Report): boolean {
  const beside = `${path}.${process.pid}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, text);
    renameSync(beside, path);
    return true;
  } catch (error) {
    rmSync(beside, { force: true });
    report({ ...failureOf(error, shown, 'written'), at: shown });
    return false;
  }
}
