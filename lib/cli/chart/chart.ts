import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../../component';
import type { Cluster } from '../../plan';
import { type Problem, problemText, type Report } from '../../values';
import { forError, forOutput } from '../colors';
import { readText, writeText } from '../seal/write-file';
import { count } from '../summary';
import { chartFields } from './chart-fields';
import { chartDefaults, readValuesFile } from './defaults';
import { factsFile, factsName } from './facts-file';
import { factsOf } from './facts-of';
import { flowWarnings } from './flow-warnings';
import { helm, renderChart, type Rendering } from './helm';
import { lineDiff } from './line-diff';
import { readManifests } from './manifests';
import { type ChartOptions, type ChartTarget, findTarget } from './target';
import { unusedValues } from './unused-values';
import { chartWarnings } from './warnings';

/**
 * Takes the facts of a chart with Helm and writes them where the cluster file imports them. What is wrong keeps them from being
 * written; a file that changes is shown first.
 * @returns the exit code: 0 done, 1 the file would change, 2 bad input
 */
export async function takeFacts(
  name: string,
  options: ChartOptions,
  clusters: readonly Cluster[],
  root: string,
): Promise<number> {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const given = options.values === undefined ? {} : readValuesFile(options.values, report);
  const target = problems.length > 0 ? undefined : findTarget(name, options, given, clusters, report);
  if (target === undefined) return refuse(problems);
  const folder = mkdtempSync(join(tmpdir(), 'asterism-chart-'));
  try {
    const taken = await render(target, folder, options, report);
    if (taken === undefined || problems.length > 0) return refuse(problems);
    const { settings, stated, file, command } = target;
    const fields = chartFields(taken.objects);
    const facts = factsOf(taken.objects, settings);
    const warnings = [
      ...taken.warnings,
      ...fields.warnings,
      ...chartWarnings(taken.objects, taken.again, settings),
      ...flowWarnings(name, facts, stated, taken.objects),
    ];
    for (const warning of warnings) console.error(`${forError.yellow('warning')} ${problemText(warning)}`);
    if (fields.errors.length > 0) return refuse(fields.errors);
    return put(root, file, factsFile(facts, file, command), options, report, problems);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Taken {
  readonly objects: readonly KubeObject[];
  /** The same, rendered a second time. */
  readonly again: readonly KubeObject[];
  readonly warnings: readonly Problem[];
}

/** Fetches the chart and renders it twice. @param folder an empty one */
async function render(
  { settings, kubernetes }: ChartTarget,
  folder: string,
  { plainHttp }: ChartOptions,
  report: Report,
): Promise<Taken | undefined> {
  const { repository, chart, version, release, namespace, values } = settings;
  const source = repository.startsWith('oci://') ? [`${repository}/${chart}`] : [chart, '--repo', repository];
  const words = ['pull', ...source, '--version', version, '--untar', '--untardir', folder];
  const pulled = await helm([...words, ...(plainHttp === true ? ['--plain-http'] : [])], report, {
    next: 'correct repository, chart and version, and run it again',
  });
  // Helm unpacks into a folder that is called like the chart.
  const [unpacked] = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (pulled === undefined) return undefined;
  if (unpacked === undefined) {
    report({
      at: 'helm pull',
      reason: 'Helm ended without an error, and wrote no chart',
      next: 'run helm version; replace the program if it is not Helm 3 or 4',
    });
    return undefined;
  }
  const rendering: Rendering = {
    folder: join(folder, unpacked.name),
    release,
    namespace,
    values,
    ...(kubernetes !== undefined && { kubernetes }),
  };
  const first = await renderChart(rendering, report);
  const second = first && (await renderChart(rendering, report));
  if (first === undefined || second === undefined) return undefined;
  const unread: Problem[] = [];
  const objects = readManifests(first.out, (problem) => unread.push(problem));
  unread.forEach(report);
  if (unread.length > 0) return undefined;
  const again = readManifests(second.out, () => undefined);
  const defaults = await chartDefaults(rendering.folder, report);
  for (const problem of await unusedValues(rendering, defaults, { objects, again }, settings))
    report(problem);
  return { objects, again, warnings: complaints(first.complaints, report) };
}

/** A value that Helm does not take because the chart has another kind of value there is only a warning to Helm. */
function complaints(lines: readonly string[], report: Report): readonly Problem[] {
  return lines.flatMap((line): Problem[] => {
    const said = line.replace(/^.*?\b(?:coalesce|walk)\.go:\d+:\s*/, '').replace(/^warning:\s*/i, '');
    const isRefused = /cannot overwrite|is a table|not a table|skipped value/.test(said);
    const problem = { at: 'helm template', reason: said, next: 'correct the values, and run it again' };
    if (!isRefused) return [{ ...problem, next: 'look whether it matters' }];
    report(problem);
    return [];
  });
}

function put(
  root: string,
  file: string,
  text: string,
  { write }: ChartOptions,
  report: Report,
  problems: readonly Problem[],
): number {
  const path = `clusters/charts/${file}.ts`;
  const before = readText(join(root, path), path, report);
  if (problems.length > 0) return refuse(problems);
  if (before === text) {
    console.log(`${path} is up to date`);
    return 0;
  }
  for (const line of before === undefined ? [] : lineDiff(before, text)) console.log(colored(line));
  if (before !== undefined && write !== true) {
    console.error(`${path} was left as it is; read what changes above, and run it again with --write`);
    return 1;
  }
  if (!writeText(join(root, path), path, text, report)) return refuse(problems);
  console.log(`${path} was written`);
  if (before === undefined)
    console.log(
      `next: import { ${factsName(file)} } from './charts/${file}', and write facts: ${factsName(file)} in helmChart()`,
    );
  return 0;
}

function colored(line: string): string {
  if (line.startsWith('+')) return forOutput.green(line);
  return line.startsWith('-') ? forOutput.red(line) : line;
}

function refuse(problems: readonly Problem[]): number {
  for (const problem of problems) console.error(`${forError.red('error')} ${problemText(problem)}`);
  console.error(`${count(problems.length, 'error')}; nothing was written`);
  return 2;
}
