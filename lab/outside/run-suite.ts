import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { namespaceCommand, type Suite } from '../harness';
import { eventShape, type LabEvent } from '../harness/event';
import { type Places, placesVariable } from '../harness/places';
import { outcomeOf, type SuiteOutcome } from '../report/outcome';
import { watchMemory } from './memory';

/** Beginning of the names of scratch folders; the rest is the lab's process id and what makes it unique. */
export const scratchPrefix = 'asterism-lab-';

/**
 * Runs a suite by jest in namespaces of its own: what it starts cannot outlive it, and cannot reach out.
 * @param tell told of every event
 * @param signal ends it at once with everything that it started
 */
export async function runSuite(
  suite: Suite,
  places: Omit<Places, 'suite' | 'folder'>,
  tell: (event: LabEvent) => void,
  signal: AbortSignal,
): Promise<SuiteOutcome> {
  rmSync(places.logs, { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), `${scratchPrefix}${process.pid}-`));
  const started = performance.now();
  const events: LabEvent[] = [];
  const [command = '', ...args] = namespaceCommand;
  const jest = join(places.project, 'node_modules/jest/bin/jest.js');
  // A cache of its own: suites in two namespaces have the same process ids, by which jest names its temporary files.
  const cache = ['--cacheDirectory', join(folder, 'jest')];
  const options = ['--config', 'lab/jest.config.json', '--runInBand', '--forceExit', ...cache];
  const child = spawn(command, [...args, process.execPath, jest, ...options], {
    cwd: places.project,
    env: {
      ...process.env,
      [placesVariable]: JSON.stringify({ ...places, suite: suite.name, folder } satisfies Places),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // Ctrl-C goes to the lab alone; it ends the suite itself.
    detached: true,
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  const mostMemory = watchMemory(child.pid ?? 0);
  const printed: string[] = [];
  const [, stdout, stderr, ways] = child.stdio;
  for (const stream of [stdout, stderr])
    if (isReadable(stream)) createInterface({ input: stream }).on('line', (line) => printed.push(line));
  const told = readEvents(ways, (event) => {
    events.push(event);
    tell(event);
  });
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve(`the suite ended with ${signal ?? String(code)}\n${printed.slice(-30).join('\n')}`);
    });
  });
  try {
    const [how] = await Promise.all([ended, told]);
    const outcomes = outcomeOf(suite, events, how);
    return {
      suite,
      seconds: (performance.now() - started) / 1000,
      memory: mostMemory(),
      claims: suite.claims.flatMap((claim, index) => {
        const outcome = outcomes[index];
        return outcome === undefined ? [] : [{ ...claim, outcome }];
      }),
    };
  } finally {
    mostMemory();
    signal.removeEventListener('abort', kill);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readEvents(stream: unknown, take: (event: LabEvent) => void): Promise<void> {
  if (!isReadable(stream)) throw new Error('the suite has no way to tell what happens');
  for await (const line of createInterface({ input: stream })) take(v.parse(eventShape, JSON.parse(line)));
}

function isReadable(stream: unknown): stream is Readable {
  return typeof stream === 'object' && stream !== null && 'read' in stream;
}
