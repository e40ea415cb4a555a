import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uncommittedLines } from './uncommitted';

const project = mkdtempSync(join(tmpdir(), 'asterism-uncommitted-'));
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], {
    cwd: project,
    encoding: 'utf8',
  });

beforeAll(() => {
  git('init', '--quiet');
  for (const folder of ['dist', 'apps', 'lib']) {
    mkdirSync(join(project, folder));
    writeFileSync(join(project, folder, 'a.yaml'), 'a: 1\n');
  }
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
});
beforeEach(() => {
  git('reset', '--quiet', '--hard');
  git('clean', '--quiet', '--force');
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

test('nothing keeps a committed tree from running', () => {
  expect(uncommittedLines(project)).toEqual([]);
});

test('code may be other than committed: it is not what ships', () => {
  writeFileSync(join(project, 'lib', 'a.yaml'), 'a: 2\n');
  expect(uncommittedLines(project)).toEqual([]);
});

test.each([
  [
    'changed',
    ' M dist/a.yaml',
    () => {
      writeFileSync(join(project, 'dist', 'a.yaml'), 'a: 2\n');
    },
  ],
  [
    'new',
    '?? apps/b.yaml',
    () => {
      writeFileSync(join(project, 'apps', 'b.yaml'), 'b: 1\n');
    },
  ],
  [
    'removed',
    ' D dist/a.yaml',
    () => {
      rmSync(join(project, 'dist', 'a.yaml'));
    },
  ],
  [
    'changed and staged',
    'M  dist/a.yaml',
    () => {
      writeFileSync(join(project, 'dist', 'a.yaml'), 'a: 2\n');
      git('add', 'dist');
    },
  ],
])('a file that is %s is named, with what to do', (_, line, change) => {
  change();
  const lines = uncommittedLines(project);
  expect(lines).toContain(line);
  expect(lines.at(-1)).toContain('Commit it first');
});

test('of many changes the first ten are named, and the others counted', () => {
  for (let file = 10; file < 22; file++) writeFileSync(join(project, 'apps', `${file}.yaml`), 'a: 1\n');
  const lines = uncommittedLines(project);
  expect(lines).toContain('?? apps/19.yaml');
  expect(lines).not.toContain('?? apps/20.yaml');
  expect(lines).toContain('… and 2 more');
});

test('for a folder without git, the message is that of git', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-no-git-'));
  expect(uncommittedLines(folder).join('\n')).toMatch(/not a git repository/i);
  rmSync(folder, { recursive: true });
});
