import { dangerous, parsesTo, refusal } from '../testing/parses';
import { gitRevision, gitUrl } from './git-source';

const next = 'write https://host/path.git, ssh://git@host/path.git or git@host:path.git';

test.each([
  'https://git.example.com/home/clusters.git',
  'http://192.0.2.7:3000/home/clusters',
  'https://git.example.com/~ada/clusters.git',
  'ssh://git@git.example.com/home/clusters.git',
  'ssh://git@git.example.com:2222/home/clusters.git',
  'ssh://git.example.com/home/clusters.git',
  'git@github.com:home/clusters.git',
  'git@git.example.com:/srv/git/clusters.git',
])('%s is an address of a repository', (url) => {
  expect(parsesTo(gitUrl, url)).toBe(url);
});

test.each([
  'https://ada:secret@git.example.com/a.git',
  'https://token@git.example.com/a.git',
  'HTTPS://token@git.example.com/a.git',
  'ssh://git:secret@git.example.com/a.git',
  'git:secret@git.example.com:a.git',
  'https://h/a.git?access_token=secret',
  'https://h/a.git#token=secret',
])('%# an address that carries credentials is refused without showing it', (url) => {
  expect(parsesTo(gitUrl, url)).toBe(
    refusal(
      'contains a user, password or token',
      'remove it, and list the repository in repositories of argoCd() with its Secret',
    ),
  );
});

test.each([
  ...dangerous,
  ...dangerous.filter((text) => text !== '').map((text) => `https://git.example.com/${text} `),
  'file:///srv/a.git',
  '/srv/a.git',
  'ext::sh -c touch%20x',
  'https://git.example.com',
  'https://git.example.com/',
  'https:///a.git',
  'https://git.example.com:99999/a.git',
  'https://git.example.com/../a.git',
  'git@host:-oProxyCommand=x',
  'ssh://-oProxyCommand=x/a',
])('%j is not an address of a repository', (url) => {
  expect(parsesTo(gitUrl, url)).toMatch(/^refused: /);
});

test('the message shows what was found', () => {
  expect(parsesTo(gitUrl, 'git.example.com/a')).toBe(
    refusal('"git.example.com/a" is not a valid git repository URL', next),
  );
});

test.each([
  'main',
  'HEAD',
  'v1.2.3',
  'feature/one',
  'release-1.0',
  'a@b',
  '0123456789abcdef0123456789abcdef01234567',
])('%s is a revision', (revision) => {
  expect(parsesTo(gitRevision, revision)).toBe(revision);
});

test.each([
  ...dangerous,
  '@',
  'a..b',
  'a@{1}',
  'a.lock',
  'a/.b',
  '/a',
  'a/',
  'a//b',
  'a.',
  'a~1',
  'a^',
  'a:b',
  'v1.*',
  '>=1.0',
])('%j is not a revision', (revision) => {
  expect(parsesTo(gitRevision, revision)).toMatch(/is not a valid git branch, tag or commit; write a name/);
});
