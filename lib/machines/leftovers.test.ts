import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOf } from '../synth';
import { bundled } from '../testing/clusters';
import { typicalClusters } from '../testing/typical-clusters';
import { isLeftover, leftovers } from '.';

const left = [
  'opentofu/terraform.tfstate',
  'opentofu/terraform.tfstate.backup',
  'opentofu/terraform.tfstate.1764244800.backup',
  'opentofu/.terraform.tfstate.lock.info',
  'opentofu/plan',
  'opentofu/vms.tfplan',
  'opentofu/.terraform.lock.hcl',
  'opentofu/.terraform/providers/registry.opentofu.org/bpg/proxmox/0.111.1/linux_amd64/provider',
  'opentofu/.terraform/environment',
  'opentofu/secret.auto.tfvars',
  'opentofu/terraform.tfvars.json',
  'opentofu/crash.log',
  'flake.lock',
  'result',
  'alphard/result',
  'result-1/bin/sh',
].map((path) => `dist/pi/hosts/${path}`);

const others = [
  'dist/pi/hosts/opentofu/main.tf.json',
  'dist/pi/hosts/opentofu/other.tf',
  'dist/pi/hosts/plan',
  'dist/pi/hosts/results.md',
  'dist/pi/hosts/opentofu/xterraform',
  'dist/pi/kafka/terraform.tfstate',
  'apps/pi/hosts/flake.lock',
  'dist/pi/flake.lock',
  'dist/pi/hosts/alphard/notes.txt',
];

test.each(left)('%s is what a program leaves', (path) => {
  expect(isLeftover(path)).toBe(true);
});

test.each(others)("%s is somebody's file", (path) => {
  expect(isLeftover(path)).toBe(false);
});

test('git ignores the same paths, by the lines of this repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-leftovers-'));
  try {
    execFileSync('git', ['init', '--quiet', folder]);
    writeFileSync(join(folder, '.gitignore'), readFileSync(join(__dirname, '../../.gitignore'), 'utf8'));
    for (const path of [...left, ...others]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), '');
    }
    const { stdout } = spawnSync('git', ['-C', folder, 'check-ignore', '--stdin'], {
      input: [...left, ...others].join('\n'),
      encoding: 'utf8',
    });
    expect(stdout.trimEnd().split('\n')).toEqual(left);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the repository ignores every leftover, and nothing that synth writes is one', () => {
  const lines = readFileSync(join(__dirname, '../../.gitignore'), 'utf8').split('\n');
  expect(lines).toEqual(expect.arrayContaining([...leftovers]));
  for (const cluster of typicalClusters)
    for (const { path } of filesOf(bundled(cluster))) expect([path, isLeftover(path)]).toEqual([path, false]);
});
