import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, same } from '../../harness';
import { makeView, type World } from './world';

const rows = 10_000_000;
/** Bytes of memory that a process may have had resident at most. */
const most = 200 * 2 ** 20;

interface Streamed {
  readonly bytes: number;
  readonly lines: number;
  readonly memory: number;
  readonly seconds: number;
}

/** Counts what the command line prints, and how much memory it had resident at most, by the kernel. */
async function stream({ scene, password }: World, format: string): Promise<Streamed> {
  const began = performance.now();
  const program = ['--require', 'tsx/cjs', join(scene.project, 'main.ts'), 'query', '--format', format];
  const child = spawn(process.execPath, program, {
    cwd: scene.project,
    env: { ...process.env, PGPASSWORD: password },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  scene.atEnd(() => {
    child.kill('SIGKILL');
  });
  let [bytes, lines, memory] = [0, 0, 0];
  const timer = setInterval(() => {
    memory = Math.max(memory, peakOf(child.pid ?? 0));
  }, 100);
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  same(`end of ${format}`, code, 0);
  return { bytes, lines, memory, seconds: (performance.now() - began) / 1000 };
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

export const streams: Claim<World> = {
  says: 'Ten million rows stream through without filling the memory, as CSV and as JSON',
  by: 'bytes and lines counted behind a pipe against what PostgreSQL says they are, and the peak of resident memory by the kernel',
  limit: 300,
  prove: async (world) => {
    const view = `select g::int as id, 'Message ' || g as text, g % 7 = 0 as odd from generate_series(1::bigint, ${rows}) g`;
    await makeView(world, view);
    const digits = Array.from({ length: 8 }, (_, index) => index + 1).reduce(
      (sum, length) => sum + length * (Math.min(rows, 10 ** length - 1) - 10 ** (length - 1) + 1),
      0,
    );
    const odd = Math.floor(rows / 7);
    const [csv, json] = await Promise.all([stream(world, 'csv'), stream(world, 'json')]);
    // The head, and per row: id, text, a truth, commas and the end.
    const perCsv = 'Message '.length + 'false,,\r\n'.length;
    same('bytes of CSV', csv.bytes, 'id,text,odd\r\n'.length + 2 * digits + rows * perCsv - odd);
    const perJson = '{"id":,"text":"Message ","odd":}\n'.length;
    same('bytes of JSON', json.bytes, 2 * digits + rows * (perJson + 'false'.length) - odd);
    same('lines', [csv.lines, json.lines], [rows + 1, rows]);
    for (const [format, { memory }] of Object.entries({ csv, json }))
      if (memory === 0 || memory > most)
        throw new Error(
          `${format}: ${inMebibytes(memory)} were resident at most; expected no more than ${inMebibytes(most)}`,
        );
    const told = [csv, json].map(
      ({ bytes, memory, seconds }) =>
        `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s with ${inMebibytes(memory)}`,
    );
    return `CSV ${told[0] ?? ''}, JSON ${told[1] ?? ''}`;
  },
};

export const printsNoPassword: Claim<World> = {
  says: 'Nothing that any of these calls printed holds the password',
  by: 'everything that all of them printed, here and on the pseudo-terminals',
  prove: ({ asterism, password }) => {
    const printed = asterism.printed();
    if (!printed.includes('alkaid')) throw new Error('nothing was kept of what was printed');
    const forms = {
      'as it is': password,
      'for a URL': encodeURIComponent(password),
      'in JSON': JSON.stringify(password).slice(1, -1),
      'in base64': Buffer.from(password).toString('base64'),
    };
    const shown = Object.entries(forms).flatMap(([form, text]) =>
      printed
        .split('\n')
        .filter((line) => line.includes(text))
        .map((line) => `${form}, in: ${line.replaceAll(text, '(password)').slice(0, 300)}`),
    );
    if (shown.length > 0) throw new Error(`the password is printed:\n${shown.join('\n')}`);
    return `${printed.length} characters`;
  },
};
