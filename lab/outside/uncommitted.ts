import { spawnSync } from 'node:child_process';

/** What ships, from the project's root. */
const shipped = ['dist', 'apps'];

/** Changes that are named; a synth that changes everything would fill the screen. */
const most = 10;

/**
 * What keeps the committed tree from running, a line each; none when `dist/` and `apps/` are as `HEAD` has them.
 * Suites take them from `HEAD`: a change that is only in the work tree would look proven.
 * @param project folder of the project
 */
export function uncommittedLines(project: string): readonly string[] {
  const git = ['-c', 'safe.directory=*', 'status', '--porcelain', '--untracked-files=all', '--', ...shipped];
  const { status, stdout, stderr, error } = spawnSync('git', git, { cwd: project, encoding: 'utf8' });
  if (status !== 0)
    return [
      'the lab runs what is committed in dist/ and apps/, and git does not say what that is:',
      error?.message ?? stderr.trim(),
    ];
  const changes = stdout.split('\n').filter((line) => line !== '');
  if (changes.length === 0) return [];
  return [
    'the lab runs what is committed in dist/ and apps/, and the work tree holds something else:',
    ...changes.slice(0, most),
    ...(changes.length > most ? [`… and ${changes.length - most} more`] : []),
    'Commit it first (it can be amended afterwards), or put it back with git stash.',
  ];
}
