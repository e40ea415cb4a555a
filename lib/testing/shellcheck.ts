import { spawnSync } from 'node:child_process';

const isInstalled = spawnSync('shellcheck', ['--version']).status === 0;

/** A test that asks shellcheck: skipped where it is not installed. `.ci/run` installs it. */
export const testWithShellcheck = isInstalled ? test : test.skip;

/** What shellcheck says of a script, a line each; nothing for a clean one. @param least what it may leave unsaid is below this */
export function remarksOn(script: string, least: 'warning' | 'style' = 'style'): string {
  const options = [`--severity=${least}`, '--format=gcc', '-'];
  return spawnSync('shellcheck', options, { input: script, encoding: 'utf8' }).stdout;
}
