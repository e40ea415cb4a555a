import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { images } from '../../lib/components/versions';
import { fillCache, isBuilt } from './cache';
import { builders, type ProgramName, programs, type ToolName, tools } from './catalogue';
import { lackLines, missingPackages, neededTools, rightLines } from './doctor';
import { findTool, isOlder } from './find-tool';

let folder: string;
const before = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-programs-'));
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.env = { ...before };
});

/** Puts a program on a `PATH` of its own. */
function only(name: string, script: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env['PATH'] = bin;
}

const programNames: readonly ProgramName[] = ['kubernetes', 'kafka'];

test.each([
  ['1.26.2', '1.26.3', true],
  ['1.26.3', '1.26.3', false],
  ['1.27', '1.26.3', false],
  ['9', '17', true],
  ['17.0.15', '17', false],
])('%s is older than %s: %p', (version, than, expected) => {
  expect(isOlder(version, than)).toBe(expected);
});

describe('a program of the machine', () => {
  test('that is not installed is missing, and the message has the package', () => {
    process.env['PATH'] = folder;
    expect(findTool('etcd')).toEqual({ lacks: 'etcd is not installed' });
    expect(lackLines(['etcd'])).toEqual(['etcd is not installed; apt-get install etcd-server']);
    expect(missingPackages(['etcd', 'redis', 'etcd'])).toEqual(['etcd-server', 'redis-server']);
  });

  test('that is too old is missing; where Debian has none that serves, the message says so', () => {
    only('go', 'echo go1.19.8');
    expect(lackLines(['go'])).toEqual([
      expect.stringMatching(/go is 1\.19\.8; 1\.26\.3 or newer is needed; install 1\.26\.3 or newer from/),
    ]);
    expect(missingPackages(['go'])).toEqual([]);
  });

  test('that is new enough is found with its version', () => {
    only('java', 'echo \'openjdk version "17.0.15" 2025-04-15\' >&2');
    expect(findTool('java')).toEqual({ path: join(folder, 'bin', 'java'), version: '17.0.15' });
  });
});

test('without root, the message says so and what to do', () => {
  expect(rightLines(0)).toEqual([]);
  expect(rightLines(1000)).toEqual([expect.stringMatching(/^root: .*run it as root, with sudo/)]);
});

describe('the cache', () => {
  const name = 'kafka';

  test('what is built is there, whole, and nothing else is', async () => {
    await fillCache(name, (staging) => {
      writeFileSync(join(staging, 'jar'), '');
      expect(isBuilt(name)).toBe(false);
      return Promise.resolve();
    });
    expect(isBuilt(name)).toBe(true);
    expect(readdirSync(join(folder, 'cache', 'asterism', 'lab'))).toHaveLength(1);
  });

  test('a build that fails leaves nothing, and what a killed one left is swept away', async () => {
    const fail = fillCache(name, () => Promise.reject(new Error('no space left on device')));
    await expect(fail).rejects.toThrow('no space left');
    expect(readdirSync(join(folder, 'cache', 'asterism', 'lab'))).toEqual([]);
    await expect(
      fillCache(name, (staging) => {
        expect(readdirSync(staging)).toEqual([]);
        writeFileSync(join(staging, 'half'), '');
        return Promise.reject(new Error('killed'));
      }),
    ).rejects.toThrow('killed');
    expect(isBuilt(name)).toBe(false);
  });

  test('what builds a program is needed only as long as it is not built', async () => {
    const needs = [{ programs: programNames, tools: ['etcd'] satisfies ToolName[] }];
    expect(neededTools(needs)).toEqual(expect.arrayContaining(['etcd', 'go', 'java', 'maven']));
    for (const each of programNames) await fillCache(each, () => Promise.resolve());
    expect(neededTools(needs)).not.toEqual(expect.arrayContaining([...builders.go]));
  });
});

test('every program has pins, and every tool a package or a version', () => {
  for (const name of Object.keys(programs))
    expect(readdirSync(join(__dirname, '..', 'pins', name))).not.toEqual([]);
  for (const tool of Object.values(tools)) expect('package' in tool || 'version' in tool).toBe(true);
});

test('the Argo CD that ships is the one that the lab runs', () => {
  const pins = readFileSync(join(__dirname, '../pins/argo-cd/go.mod'), 'utf8');
  const [, runs] = /argo-cd\/v3 (v\S+)/.exec(pins) ?? [];
  expect(images.argoCd).toBe(`quay.io/argoproj/argocd:${String(runs)}`);
});
