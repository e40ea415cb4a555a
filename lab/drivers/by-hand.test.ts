import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openProject, type Project } from '../../lib/testing/project';
import { runCommand } from '../harness';
import { synthKeepingEdits } from './by-hand';
import { gitEnvironment } from './git-server';
import { edit } from './working-copy';

const root = join(__dirname, '..', '..');
const cluster = 'clusters/one.ts';
const application = 'apps/one/application-kafka.yaml';
const statefulSet = 'dist/one/kafka/statefulset-kafka.yaml';

let project: Project;

beforeAll(async () => {
  project = openProject();
  project.clusters({ one: '', two: "made({ name: 'a' })" });
  project.write(
    cluster,
    [
      `import { defineCluster, kafka } from '${root}/lib';`,
      `import { smallCluster } from '${root}/lib/testing/clusters';`,
      "export const one = defineCluster({ ...smallCluster([kafka({ topics: [] })]), name: 'one' });",
      '',
    ].join('\n'),
  );
  symlinkSync(join(root, 'node_modules'), join(project.folder, 'node_modules'));
  project.write('.gitignore', 'node_modules\n');
  const { code, err } = await project.run(['synth']);
  expect([code, err]).toEqual([0, '']);
  await git('init', '--quiet');
});

afterAll(() => {
  project.remove();
});

async function git(...args: readonly string[]): Promise<string> {
  return (await runCommand('git', args, { cwd: project.folder, env: gitEnvironment })).stdout;
}

function text(path: string): string {
  return readFileSync(join(project.folder, path), 'utf8');
}

test('a change that was made by hand and a file that is none of asterism stay through synth, which still does its work', async () => {
  const { folder } = project;
  edit(
    folder,
    statefulSet,
    'terminationGracePeriodSeconds:',
    'typo: yes\n      terminationGracePeriodSeconds:',
  );
  project.write('dist/two/a/extra.yaml', '# a note\n');
  edit(folder, application, 'sync-wave:', 'not-sync-wave:');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'by hand');
  const synth = await synthKeepingEdits({ run: runCommand }, folder);
  await synth();
  expect(await git('status', '--porcelain')).toBe('');

  edit(folder, cluster, 'kafka({ ', "kafka({ memory: '3Gi', ");
  await synth();
  expect(text(statefulSet)).toContain('memory: 3Gi');
  expect(text(statefulSet)).toContain('typo: yes');
  expect(await git('status', '--porcelain', '--', 'dist/two')).toBe('');

  edit(folder, cluster, "name: 'one'", "name: 'one', delivery: 'rolling'");
  for (let time = 0; time < 2; time++) await synth();
  expect(existsSync(join(folder, application))).toBe(false);
  expect(text(statefulSet)).toContain('typo: yes');

  project.write('dist/two/a/another.yaml', '# a note\n');
  await expect(synth()).rejects.toThrow('foreign dist/two/a/another.yaml');
}, 180_000);
