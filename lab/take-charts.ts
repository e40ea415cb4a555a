import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { listPath, listText } from './charts/objects';
import { catalogueCharts, type ChartSource } from './charts/rendering';
import { type Helm, takeChart } from './charts/take';
import { clustersIn, shippedObjects } from './drivers/committed';
import { sourcesIn } from './drivers/sources';
import { runCommand } from './harness';
import { keptFolder } from './harness/places';
import { progressOn } from './outside/progress';
import { buildProgram, builtFolder, isBuilt, lackLines } from './programs';

const project = join(__dirname, '..');

/** Charts of the catalogue, and those that the Applications of the work tree name beside them. */
function wantedCharts(): readonly ChartSource[] {
  const named = clustersIn(project).flatMap((cluster) =>
    sourcesIn(shippedObjects(project, cluster).map(({ object }) => object)).flatMap(
      ({ chart, repoURL, targetRevision }) =>
        chart === undefined || targetRevision === undefined
          ? []
          : [{ repository: repoURL, chart, version: targetRevision }],
    ),
  );
  const each = new Map(
    [...named, ...catalogueCharts()].map((source) => [`${source.chart}-${source.version}`, source]),
  );
  return [...each.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function key({ chart, version }: ChartSource): string {
  return `${chart}-${version}`;
}

/** Helm as the lab builds it, with what it keeps in a folder of its own. */
async function startHelm(scratch: string): Promise<Helm> {
  if (!isBuilt('helm')) {
    const lacking = lackLines(['go']);
    if (lacking.length > 0) throw new Error(lacking.join('\n'));
    const progress = progressOn(process.stderr);
    progress.line('building helm, about 1 min');
    await buildProgram(
      'helm',
      (what) => {
        progress.now(what);
      },
      new AbortController().signal,
    );
  }
  const env = {
    HELM_CACHE_HOME: join(scratch, 'helm'),
    HELM_CONFIG_HOME: join(scratch, 'helm'),
    HELM_DATA_HOME: join(scratch, 'helm'),
  };
  return async (args, input) =>
    (
      await runCommand(join(builtFolder('helm'), 'helm'), args, {
        env,
        limit: 120,
        ...(input !== undefined && { input }),
      })
    ).stdout;
}

/** Helm's own words, where it says something. */
function whyOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^Error: (.*)$/m.exec(text)?.[1] ?? text;
}

async function act({ write = false }: { readonly write?: boolean }): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'asterism-charts-'));
  const failures: string[] = [];
  try {
    const helm = await startHelm(scratch);
    const folders = {
      definitions: keptFolder(project, 'definitions'),
      charts: keptFolder(project, 'charts'),
      scratch,
    };
    for (const source of wantedCharts()) {
      try {
        const list = await takeChart(helm, source, folders);
        const path = join(project, listPath(source.chart, source.version));
        if (write) {
          mkdirSync(join(path, '..'), { recursive: true });
          writeFileSync(path, listText(list));
        }
        console.log(`${key(source)}: creates ${list.objects.length} objects`);
      } catch (error) {
        failures.push(
          `${key(source)}: ${whyOf(error)}; look at the network and at ${source.repository}, and run it again`,
        );
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  for (const failure of failures) console.error(`error: ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

void new Command('lab:charts')
  .description(
    'ask Helm for every chart that a cluster may take, and keep what the lab reads of it under .cache/lab/: values, schema, custom resource definitions',
  )
  .option('--write', 'write what each chart creates into lab/charts/objects, too')
  .action(act)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
