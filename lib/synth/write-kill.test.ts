import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileSpec } from './file-spec';

/**
 * Writes one input after the other, as `synth` does: for ever, saying when the first one stands, or each one once.
 * Anything that is not its own, or keeps it from writing, ends it with an error.
 */
const writer = `
  const { readTrees } = require('./lib/synth/read-trees.ts');
  const { planWrite } = require('./lib/synth/write-plan.ts');
  const { applyPlan } = require('./lib/synth/write.ts');
  const { readFileSync, writeSync } = require('node:fs');
  const { root, inputs, forever } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
  for (let turn = 0; forever || turn < inputs.length; turn++) {
    const specs = inputs[turn % inputs.length];
    const { look } = readTrees(root, specs, 'all');
    const plan = planWrite(specs, look.disk);
    if (plan.edited.length + plan.foreign.length > 0) throw new Error(JSON.stringify([plan.edited, plan.foreign]));
    const problem = applyPlan(root, plan, look);
    if (problem !== undefined) throw new Error(problem.at + ': ' + problem.reason);
    if (turn === 0) writeSync(1, 'ready');
  }
`;

/** A fleet in which files change, come and go, folders become files, and a cluster comes and goes. */
function input(version: number): readonly FileSpec[] {
  const specs: FileSpec[] = [];
  for (let app = 0; app < 30; app++) {
    const text = `version: ${version}\n${'x'.repeat(app * 300)}\nend: ${version}\n`;
    specs.push({ path: `dist/pi/app-${app}/same.yaml`, text }, { path: `apps/pi/app-${app}.yaml`, text });
    specs.push({ path: `dist/pi/app-${app}/only-${version}.yaml`, text });
    specs.push({ path: `dist/pi/turn-${app}${version % 2 === 0 ? '' : '/inside.yaml'}`, text });
    specs.push({ path: `dist/cluster-${version}/app-${app}.yaml`, text });
  }
  return specs;
}

function filesOf(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const top of ['dist', 'apps']) {
    for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && entry.name !== 'files.sha256')
        files.set(path.slice(root.length + 1), readFileSync(path, 'utf8'));
    }
  }
  return files;
}

function textsOf(specs: readonly FileSpec[]): ReadonlyMap<string, string> {
  return new Map(specs.map(({ path, text }) => [path, text]));
}

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-kill-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function startWriter(
  inputs: readonly (readonly FileSpec[])[],
  forever: boolean,
): ChildProcessByStdio<null, Readable, null> {
  writeFileSync(join(root, 'inputs.json'), JSON.stringify({ root, inputs, forever }));
  const args = ['--require', 'tsx/cjs', '-e', writer, join(root, 'inputs.json')];
  return spawn(process.execPath, args, {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('a kill at any moment leaves each file old or new, and the next run finds them all its own', async () => {
  for (let round = 0; round < 10; round++) {
    const inputs = [input(2 * round), input(2 * round + 1)];
    const child = startWriter(inputs, true);
    const ended = once(child, 'exit');
    // A writer that failed says nothing more.
    await Promise.race([once(child.stdout, 'data'), ended]);
    await sleep(Math.random() * 60);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);

    const [even, odd] = inputs.map(textsOf);
    for (const [path, text] of filesOf()) expect([even?.get(path), odd?.get(path)]).toContain(text);
  }
  const last = input(20);
  expect(await once(startWriter([last], false), 'exit')).toEqual([0, null]);
  expect(filesOf()).toEqual(textsOf(last));
  expect(readdirSync(root).sort()).toEqual(['apps', 'dist', 'inputs.json']);
}, 120_000);
