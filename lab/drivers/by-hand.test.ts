import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../harness';
import { synthKeepingEdits } from './by-hand';
import { gitEnvironment } from './git-server';
import { edit } from './working-copy';

const project = join(__dirname, '..', '..');
const application = 'apps/proxmox/application-kafka.yaml';
const statefulSet = 'dist/proxmox/kafka/statefulset-kafka.yaml';

let copy: string;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'asterism-by-hand-'));
  const taken = ['main.ts', 'package.json', 'tsconfig.json', 'clusters', 'lib', 'imports', 'dist', 'apps'];
  for (const name of taken) cpSync(join(project, name), join(copy, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, '.gitignore'), 'node_modules\n');
  await git('init', '--quiet');
});

afterAll(() => {
  rmSync(copy, { recursive: true });
});

async function git(...args: readonly string[]): Promise<string> {
  return (await runCommand('git', args, { cwd: copy, env: gitEnvironment })).stdout;
}

function text(path: string): string {
  return readFileSync(join(copy, path), 'utf8');
}

test('a change that was made by hand and a file that is none of asterism stay through synth, which still does its work', async () => {
  edit(
    copy,
    statefulSet,
    'terminationGracePeriodSeconds:',
    'typo: yes\n      terminationGracePeriodSeconds:',
  );
  writeFileSync(join(copy, 'dist/lan/coredns/extra.yaml'), '# a note\n');
  edit(copy, application, "sync-wave: '1'", "sync-wave: '3'");
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'by hand');
  const synth = await synthKeepingEdits({ run: runCommand }, copy);
  await synth();
  expect(await git('status', '--porcelain')).toBe('');

  edit(copy, 'clusters/proxmox.ts', 'const messages = kafka({', "const messages = kafka({\n  memory: '3Gi',");
  await synth();
  expect(text(statefulSet)).toContain('memory: 3Gi');
  expect(text(statefulSet)).toContain('typo: yes');
  expect(await git('status', '--porcelain', '--', 'dist/lan')).toBe('');

  edit(copy, 'clusters/proxmox.ts', "  name: 'proxmox',", "  name: 'proxmox',\n  delivery: 'rolling',");
  for (let time = 0; time < 2; time++) await synth();
  expect(existsSync(join(copy, application))).toBe(false);
  expect(text(statefulSet)).toContain('typo: yes');

  writeFileSync(join(copy, 'dist/lan/coredns/another.yaml'), '# a note\n');
  await expect(synth()).rejects.toThrow('foreign dist/lan/coredns/another.yaml');
}, 180_000);
