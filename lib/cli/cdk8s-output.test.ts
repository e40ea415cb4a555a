import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { field } from '../testing/field';
import { openProject, type Project } from '../testing/project';

jest.setTimeout(120_000);

const repository = join(__dirname, '..', '..');
const project = openProject();

afterAll(() => {
  project.remove();
});

/** The settings that this repository has, which start its own command line. */
const settingsText = readFileSync(join(repository, 'cdk8s.yaml'), 'utf8').replace(
  ' lib/cli/start.ts ',
  ` ${join(repository, 'lib/cli/start.ts')} `,
);

/** Runs the real `cdk8s synth` on the project, with the settings that this repository has. */
function cdk8sSynth(project: Project): { readonly status: number | null; readonly out: string } {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false'],
    {
      cwd: project.folder,
      encoding: 'utf8',
      env: { ...process.env, HOME: project.folder, NODE_PATH: join(repository, 'node_modules') },
    },
  );
  return { status, out: stdout };
}

test('cdk8s synth writes what asterism synth writes, and neither it nor a failing app removes anything', async () => {
  const settings = load(settingsText);
  expect(field(settings, 'output')).not.toBe('dist');
  project.write('cdk8s.yaml', settingsText);
  project.clusters({ one: "broker('a')" });
  expect(await project.run(['synth'])).toMatchObject({ code: 0 });
  const written = project.written();
  project.write('dist/one/mine.txt', 'by hand\n');

  const same = cdk8sSynth(project);
  // One file is a person's own: told, left, and an exit code other than 0, which cdk8s hands on as its own failure.
  expect(same.status).not.toBe(0);
  expect(project.written()).toEqual({ ...written, 'dist/one/mine.txt': 'by hand\n' });

  project.clusters({ one: "broker('a'), broker('a')" });
  expect(cdk8sSynth(project).status).not.toBe(0);
  expect(project.written()).toEqual({ ...written, 'dist/one/mine.txt': 'by hand\n' });
});

test('cdk8s synth lists the manifests, with the same bytes, where it looks for them', () => {
  const fresh = openProject();
  try {
    fresh.write('cdk8s.yaml', settingsText);
    fresh.clusters({ one: "broker('a')" });
    const { status, out } = cdk8sSynth(fresh);
    expect(status).toBe(0);
    const listed = out.split('\n').flatMap((line) => /^ {2}- (\S+)$/.exec(line)?.[1] ?? []);
    const written = fresh.written();
    expect(listed.length).toBeGreaterThan(5);
    for (const path of listed)
      expect(readFileSync(join(fresh.folder, path), 'utf8')).toBe(written[path.replace(/^\.cdk8s\//, '')]);
  } finally {
    fresh.remove();
  }
});
