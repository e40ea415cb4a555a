import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A person does not save several times a second. Node translates and optimizes during the first rounds. */
const rounds = 10;
const pause = 500;

/** A change of one cluster, the largest, that changes one file. */
const file = 'clusters/pi.ts';
const size = { before: "size: '1Gi'", after: "size: '2Gi'" };

/** The summary line of a synth. */
const summary = / · \d+\.\d\d s\n/;

/**
 * Seconds from the change of a cluster file to the summary of `synth --watch`, the fastest.
 * @param project folder of a project that is synthesized
 * @param synth arguments of Node that run `asterism synth`
 */
export async function measureWatch(project: string, synth: readonly string[]): Promise<number> {
  const path = join(project, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(size.before, size.after);
  if (after === before) throw new Error(`${file} has no ${size.before}`);
  const child = spawn(process.execPath, [...synth, '--watch'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  const answer = async (): Promise<void> => {
    const end = Date.now() + 60_000;
    while (!summary.test(printed)) {
      if (Date.now() > end || child.exitCode !== null)
        throw new Error(`synth --watch gave no answer: ${printed}`);
      await sleep(2);
    }
    printed = '';
  };
  try {
    await answer();
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await sleep(pause);
      const began = performance.now();
      writeFileSync(path, round % 2 === 0 ? after : before);
      await answer();
      seconds.push((performance.now() - began) / 1000);
    }
    return Math.min(...seconds);
  } finally {
    child.kill();
    writeFileSync(path, before);
  }
}
