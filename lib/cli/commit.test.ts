import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProject, type Project } from '../testing/project';

// Real git with the hooks and attributes of this repository. A commit runs synth in a process of its own.
jest.setTimeout(180_000);

const repository = join(__dirname, '..', '..');

let project: Project;
/** What is in the folder where the hook puts what is staged. */
const staged = () => readdirSync(tmpdir()).filter((name) => name.startsWith('asterism-staged'));
const before = staged();

/** Runs git in the project, or in a folder of it, and gives its exit code and all that it printed. */
function git(args: readonly string[], folder = ''): { readonly code: number | null; readonly said: string } {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], {
    cwd: join(project.folder, folder),
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: project.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      CI: 'true',
    },
  });
  return { code: status, said: stdout + stderr };
}

function done(...args: readonly string[]): void {
  expect(git(args)).toMatchObject({ code: 0 });
}

async function synth(): Promise<string> {
  const { code, err } = await project.run(['synth']);
  expect(code).toBe(0);
  return err;
}

async function change(components: string): Promise<void> {
  project.clusters({ one: components });
  await synth();
}

const commit = (...args: readonly string[]) => git(['commit', '-qm', 'x', ...args]);
const saying = (text: string): unknown => expect.stringContaining(text);
const accepted = { code: 0, said: saying(' 0 files to write, ') };
const refused = {
  code: 1,
  said: saying('what is staged does not match; run npm run synth, then git add dist apps, and commit again'),
};

beforeEach(async () => {
  project = openProject();
  project.write(
    'package.json',
    JSON.stringify({ scripts: { drift: 'node --require tsx/cjs main.ts synth --check' } }),
  );
  project.write('.gitignore', 'node_modules\n.scratch-*/\n.asterism-*/\n');
  cpSync(join(repository, '.gitattributes'), join(project.folder, '.gitattributes'));
  cpSync(join(repository, '.ci/hooks'), join(project.folder, '.ci/hooks'), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(project.folder, 'node_modules'));
  await change("broker('a')");
  done('init', '-q', '-b', 'main');
  done('config', 'core.hooksPath', '.ci/hooks');
  done('add', '.');
});

afterEach(() => {
  expect(staged()).toEqual(before);
  project.remove();
});

test('the hook takes a commit whose staged files match, whatever the work tree holds', async () => {
  // The first commit of a repository, from a folder below.
  expect(git(['commit', '-qm', 'first'], 'clusters')).toEqual(accepted);

  await change("broker('b')");
  done('add', '.');
  project.clusters({ one: "broker('later')" });
  project.write('dist/one/stray.yaml', 'not added\n');
  project.write('dist/one/announced.yaml', 'announced\n');
  done('add', '--intent-to-add', 'dist/one/announced.yaml');
  expect(commit()).toEqual(accepted);

  rmSync(join(project.folder, 'dist/one/stray.yaml'));
  done('rm', '-q', '--cached', 'dist/one/announced.yaml');
  rmSync(join(project.folder, 'dist/one/announced.yaml'));
  await change("broker('b'), made({ name: 'c' })");
  // Changed files, and none that is new to git: those of `c` are missing.
  expect(commit('-a')).toEqual(refused);
});

test('the hook refuses a commit whose staged files do not match, though the work tree does', async () => {
  done('commit', '-qm', 'first');
  await change("broker('a'), made({ name: 'c' })");

  // The cluster without what follows from it.
  done('add', 'clusters', 'main.ts');
  expect(commit()).toEqual(refused);
  expect(commit().said).toContain('add dist/one/c/configmap-c.yaml');

  // What follows without the cluster.
  done('reset', '-q');
  done('add', 'dist', 'apps');
  expect(commit()).toEqual(refused);

  // Everything is staged, and a part of it is committed.
  done('add', '.');
  expect(git(['commit', '-qm', 'x', 'clusters/one.ts'])).toEqual(refused);

  // A linked work tree, whose index is elsewhere and which has no packages yet.
  expect(commit()).toEqual(accepted);
  done('worktree', 'add', '-q', '-b', 'linked', '.scratch-linked');
  const linked = (): unknown => git(['commit', '-qm', 'x', '--allow-empty'], '.scratch-linked');
  expect(linked()).toEqual({
    code: 1,
    said: 'pre-commit: node_modules was not found, so nothing can be checked; run npm ci and commit again\n',
  });
  symlinkSync(join(repository, 'node_modules'), join(project.folder, '.scratch-linked/node_modules'));
  expect(linked()).toEqual(accepted);
});

/** Two branches that both change the same files and add some, and their merge. */
async function mergeOfTwo(): Promise<{ readonly code: number | null; readonly said: string }> {
  done('commit', '-qm', 'first');
  done('checkout', '-q', '-b', 'other');
  await change("broker('a'), made({ name: 'c', namespace: 'a' })");
  done('add', '.');
  done('commit', '-qm', 'other');
  done('checkout', '-q', 'main');
  await change("broker('a'), made({ name: 'd', namespace: 'a' })");
  done('add', '.');
  done('commit', '-qm', 'main');
  const merge = git(['merge', 'other']);
  project.clusters({
    one: "broker('a'), made({ name: 'c', namespace: 'a' }), made({ name: 'd', namespace: 'a' })",
  });
  return merge;
}

const markers = /^[<=>]{7}/m;
const marked = () => Object.entries(project.written()).filter(([, text]) => markers.test(text));

test('a conflict of two branches leaves no markers in what synth writes, and synth resolves it', async () => {
  expect(await mergeOfTwo()).toMatchObject({ code: 1, said: saying('CONFLICT') });
  expect(marked()).toEqual([]);
  expect(await synth()).toBe('');
  done('add', '.');
  expect(commit()).toEqual(accepted);
  for (const name of ['c', 'd'])
    expect(project.written()).toHaveProperty([`dist/one/${name}/configmap-${name}.yaml`]);
});

test('where git left its markers all the same, the check says the next step and synth resolves them', async () => {
  rmSync(join(project.folder, '.gitattributes'));
  done('add', '.');
  await mergeOfTwo();
  const inConflict = marked().map(([path]) => path);
  expect(inConflict).toContain('dist/one/files.sha256');
  expect(inConflict.length).toBeGreaterThan(1);
  const check = await project.run(['synth', '--check']);
  expect(check.code).toBe(1);
  expect(check.err.split('\n').filter((line) => line.startsWith('conflict'))).toEqual(
    inConflict
      .sort()
      .map(
        (path) =>
          `conflict ${path}: git left conflict markers in it; run npm run synth, then git add dist apps`,
      ),
  );
  expect((await synth()).split('\n').filter((line) => line !== '')).toEqual(
    inConflict.map(
      (path) => `conflict ${path}: git had left conflict markers in it; synth wrote it again; git add it`,
    ),
  );
  expect(marked()).toEqual([]);
  done('add', '.');
  expect(commit()).toEqual(accepted);
});

test('a merge without conflicts is checked as well', async () => {
  done('commit', '-qm', 'first');
  done('checkout', '-q', '-b', 'other');
  await change("broker('b')");
  done('add', '.');
  done('commit', '-qm', 'other');
  done('checkout', '-q', 'main');
  project.write('readme.md', 'x\n');
  done('add', '.');
  done('commit', '-qm', 'main');
  // A slip that came into the other branch around the hook.
  done('checkout', '-q', 'other');
  project.write(
    'dist/one/b/configmap-b.yaml',
    `${readFileSync(join(project.folder, 'dist/one/b/configmap-b.yaml'), 'utf8')}# by hand\n`,
  );
  done('commit', '-qam', 'slip', '--no-verify');
  done('checkout', '-q', 'main');
  expect(git(['merge', '--no-edit', 'other'])).toEqual(refused);
});
