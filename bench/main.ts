import { statfsSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { measureColdRun, measureFleets, measureReach } from './measure';
import { markdown, reportOf } from './report';

const page = join(__dirname, '..', 'docs', 'performance.md');

/** Says what is being measured, on a terminal only, in one line that is written over. */
function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}

function introduction(): string {
  const [cpu] = cpus();
  return [
    '# Performance',
    '',
    'Written by `npm run bench -- --write`. All figures come from one run; each is the median of five processes',
    '(`App.synth`: one), from the first construct to the last file. Compare ratios, not seconds.',
    '',
    '- **floor**: the same constructs built, made into objects, dumped by js-yaml and written in a bare loop.',
    '- **asterism**: the same objects by way of reading the cluster, planning, the checks, the comparison with what is on',
    '  disk, and a writing that leaves each file old or new whatever happens.',
    '- **whole synth**: the same and an Application and a project for each chart, which nobody else here makes.',
    '- **second synth**: the whole again on the files just written; it writes none.',
    '- **App.synth**: what cdk8s does by default on the same constructs, a file per chart.',
    '- **App.synth, folders**: the same with a folder per chart and a file per resource, the only way of cdk8s that does not',
    '  look at the whole app again for each chart.',
    '- **helm**: `helm template` of a chart that holds the same objects; it prints them and writes no file.',
    '',
    'A chart has five objects: 2000 charts are 10,000 objects.',
    '',
    `Machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; files`,
    `went to ${inMemory() ? 'a file system in memory' : 'a disk'} (the temporary folder, \`TMPDIR\`).`,
    '',
  ].join('\n');
}

/** Linux' number for tmpfs; on other systems the answer is no. */
function inMemory(): boolean {
  return statfsSync(tmpdir()).type === 0x01021994;
}

const program = new Command('bench')
  .description('time asterism beside what people would use instead')
  .option('--json', 'print the figures for programs')
  .option('--write', 'put the table into docs/performance.md');

const { json, write } = program.parse().opts<{ json?: boolean; write?: boolean }>();
const coldRun = measureColdRun(progress);
const reach = measureReach(progress);
const report = reportOf(measureFleets(progress), coldRun, reach);
progress('');
console.log(json === true ? JSON.stringify(report, null, 2) : markdown(report));
if (write === true) writeFileSync(page, `${introduction()}\n${markdown(report)}`);
