import { accessSync, constants, statfsSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { goalLines, missed } from './goals';
import { quickTable, wholeTable } from './jobs';
import { hasHelm, measureColdRun, measureJobs } from './measure';
import { markdown, type Report, startUpLines } from './report';
import { measureStartUp } from './start-up';

const page = join(__dirname, '..', 'docs', 'performance.md');
const started = process.hrtime.bigint();

/** Says what is being measured: on a terminal in one line that is written over, elsewhere in a line each. */
function progress(what: string): void {
  const seconds = (Number(process.hrtime.bigint() - started) / 1e9).toFixed(0);
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${seconds} s: ${what}` : `${seconds} s: ${what}\n`);
}

function introduction(): string {
  const [cpu] = cpus();
  return [
    '# Performance',
    '',
    'Written by `npm run bench -- --write`. All figures come from one run. Each is the fastest of three processes, or of one',
    'where a process takes long, from the first construct to the last file; the memory is the largest. Compare ratios, not',
    'seconds. `npm run bench -- --quick` takes the ratios at one size in about a minute and fails where one is more than twice',
    'its goal; continuous integration runs it.',
    '',
    '- **floor**: the same constructs built, made into objects, dumped by js-yaml and written in a bare loop.',
    '- **asterism**: the same objects by way of reading the cluster, planning, the checks, the comparison with what is on',
    '  disk, and a writing that leaves each file old or new whatever happens.',
    '- **whole synth**: the same and an Application and a project for each chart, which no other variant makes.',
    '- **second synth**: the whole again on the files just written; it writes none.',
    '- **App.synth**: what cdk8s does by default on the same constructs, a file per chart. Its time grows with the square.',
    '- **App.synth, folders**: the same with a folder per chart and a file per resource, the only way of cdk8s that does not',
    '  look at the whole app again for each chart.',
    '- **helm**: `helm template` of a chart that holds the same objects; it prints them and writes no file.',
    '',
    'A chart has five objects. The second table is of plain clusters with one server and two components.',
    '',
    `Machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; files`,
    `went to ${inMemory(tmpdir()) ? 'a file system in memory' : 'a disk'} (the temporary folder, \`TMPDIR\`).`,
    '',
  ].join('\n');
}

/** Linux' number for tmpfs; on other systems the answer is no. */
function inMemory(folder: string): boolean {
  return statfsSync(folder).type === 0x01021994;
}

/** Files go to memory where the system has such a folder, so that the disk is not measured. */
function preferMemory(): void {
  const shared = '/dev/shm';
  try {
    accessSync(shared, constants.W_OK);
    if (process.env['TMPDIR'] === undefined && inMemory(shared)) process.env['TMPDIR'] = shared;
  } catch {
    // No such folder: the usual one serves.
  }
}

const program = new Command('bench')
  .description('time asterism beside what people would use instead')
  .option('--quick', 'take the ratios at one size only, and fail where one is more than twice its goal')
  .option('--json', 'print the figures for programs')
  .option('--write', 'put the table into docs/performance.md');

const options = program.parse().opts<{ quick?: boolean; json?: boolean; write?: boolean }>();
preferMemory();
void (options.quick === true ? quick() : whole());

async function quick(): Promise<void> {
  const rows = measureJobs(quickTable, progress);
  console.log([...goalLines(rows), ...startUpLines(await measureStartUp(progress))].join('\n'));
  const lines = missed(rows);
  for (const line of lines)
    console.error(`error ${line}; profile it with node --cpu-prof --require tsx/cjs bench/run-one.ts`);
  if (lines.length > 0) process.exitCode = 1;
}

async function whole(): Promise<void> {
  const report: Report = {
    coldRun: measureColdRun(progress),
    startUp: await measureStartUp(progress),
    rows: measureJobs(wholeTable(hasHelm()), progress),
  };
  console.log(options.json === true ? JSON.stringify(report, null, 2) : markdown(report));
  if (options.write === true) writeFileSync(page, `${introduction()}\n${markdown(report)}`);
}
