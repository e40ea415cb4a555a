import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { dump } from 'js-yaml';
import { run } from '../lib/cli';
import { synthesize } from '../lib/cli/synthesize';
import { findingsIn } from '../lib/check';
import { componentLabels } from '../lib/component';
import { machineModelWith } from '../lib/machines';
import { matrix, reachModel, readServices } from '../lib/network';
import type { Cluster, ClusterPlan } from '../lib/plan';
import {
  applyPlan,
  appsOf,
  type Bundle,
  bundleOf,
  filesOf,
  manifestsOf,
  planWrite,
  readTrees,
} from '../lib/synth';
import { type Problem, problemText } from '../lib/values';
import { fiveObjects, fleet } from './fleet';
import { nodeFleet } from './node-fleet';
import { reachFleet } from './reach-fleet';

/** What one run of one variant took. */
export interface Measurement {
  /** Seconds from the first construct to the last file; loading of modules is left out, for all variants alike. */
  readonly seconds: number;
  /** Largest resident memory of the process, in MB. */
  readonly memory: number;
  /** Files that were written; pairs or questions that were answered. */
  readonly files: number;
}

/**
 * `asterism` makes the manifests of the charts, as the others do; `whole synth` also makes an Application and a project for
 * each chart, and `second synth` does all that again on files that are there. The size of these and of the others is a number of
 * charts, that of `nodes` and of `reach` a number of nodes.
 */
export const variants = [
  'floor',
  'asterism',
  'whole synth',
  'second synth',
  'App.synth',
  'App.synth, folders',
  'helm',
  'nodes',
  'reach',
  'reach --all',
] as const;
export type Variant = (typeof variants)[number];

/** Runs a variant once in this process, on a folder of its own that is removed afterwards. */
export async function runVariant(variant: Variant, size: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));
  try {
    const timed = prepare(variant, size, folder);
    const started = process.hrtime.bigint();
    const files = await timed();
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return { seconds, memory: process.resourceUsage().maxRSS / 1024, files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does what is not to be timed, and returns the rest. */
function prepare(variant: Variant, size: number, folder: string): () => number | Promise<number> {
  switch (variant) {
    case 'asterism':
      return () => manifests(size, folder);
    case 'whole synth':
      return () => wholeSynth(fleet(size), folder);
    case 'second synth':
      wholeSynth(fleet(size), folder);
      return () => wholeSynth(fleet(size), folder);
    case 'floor':
      return () => floor(size, folder);
    case 'App.synth':
      return () => appSynth(size, folder, YamlOutputType.FILE_PER_CHART);
    case 'App.synth, folders':
      return () => appSynth(size, folder, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE);
    case 'helm':
      writeChart(size, folder);
      return () => helm(folder);
    case 'nodes':
      return () => wholeSynth(nodeFleet(size), folder);
    case 'reach':
      return () => reachOne(size, folder);
    case 'reach --all':
      return () => reachAll(size);
  }
}

/** Every step of a synth, from reading the cluster to the last file, but for Applications and projects. */
export function manifests(charts: number, root: string): number {
  const plan = planOfFleet(charts);
  const apps = appsOf(plan, new Map(), refuse);
  const objects = manifestsOf(apps, plan.facts);
  const services = readServices(objects, plan);
  const hosts = machineModelWith(
    plan,
    services,
    objects.map(({ object }) => object),
  );
  const bundle: Bundle = { plan, problems: [], apps, objects, services, hosts, extra: [] };
  if (findingsIn(bundle).length > 0) throw new Error('the fleet must be without findings');
  const files = filesOf(bundle);
  const read = readTrees(root, files, 'all');
  if (!read.ok) throw new Error(problemText(read.problem));
  const failure = applyPlan(root, planWrite(files, read.look.disk), read.look);
  if (failure !== undefined) throw new Error(problemText(failure));
  return files.length;
}

function wholeSynth(cluster: Cluster, root: string): number {
  const result = synthesize({ root, clusters: [cluster], all: true, check: false });
  if (result.problems.length + result.findings.length > 0)
    throw new Error('the fleet must be without problems');
  return result.plan?.write.length ?? 0;
}

/** One question, as a person types it. @returns 1, for one answer */
async function reachOne(nodes: number, root: string): Promise<number> {
  await run([reachFleet(nodes)], root, ['node', 'asterism', 'reach', 'web-0', 'web-1', '8080']);
  if (process.exitCode !== 0) throw new Error('web-0 must reach web-1');
  return 1;
}

/** The whole matrix of a fleet, from reading the cluster on. @returns the number of pairs that were tried */
function reachAll(nodes: number): number {
  const { hosts, objects } = bundleOf(planOf(reachFleet(nodes)), new Map());
  const model = reachModel(
    hosts,
    objects.map(({ object }) => object),
    (problem) => {
      throw new Error(problemText(problem));
    },
  );
  return matrix(model).cells;
}

function planOfFleet(charts: number): ClusterPlan {
  return planOf(fleet(charts));
}

function planOf({ plan, problems }: Cluster): ClusterPlan {
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  return plan;
}

/** The constructs of all charts, in one app. */
function constructs(charts: number, app: App): Chart[] {
  return Array.from({ length: charts }, (_, index) => {
    const name = `service-${index}`;
    // With the labels that every component's objects have: one object is as large as the other.
    const chart = new Chart(app, name, { labels: componentLabels({ kind: 'service', name }) });
    fiveObjects(chart, name);
    return chart;
  });
}

/** The same constructs built, made into objects, dumped and written in a bare loop: the least that any program has to do. */
export function floor(charts: number, root: string): number {
  let files = 0;
  for (const chart of constructs(charts, new App())) {
    const folder = join(root, 'dist', chart.node.id);
    mkdirSync(folder, { recursive: true });
    for (const construct of chart.node.findAll()) {
      if (!ApiObject.isApiObject(construct)) continue;
      const text = dump(construct.toJson(), { lineWidth: -1, noRefs: true });
      writeFileSync(join(folder, `${construct.kind.toLowerCase()}-${construct.name}.yaml`), text);
      files++;
    }
  }
  return files;
}

function appSynth(charts: number, root: string, yamlOutputType: YamlOutputType): number {
  const app = new App({ outdir: root, yamlOutputType });
  constructs(charts, app);
  app.synth();
  return readdirSync(root).length;
}

function refuse(problem: Problem): never {
  throw new Error(problemText(problem));
}

/** A Helm chart whose templates are the objects as they are. */
function writeChart(charts: number, folder: string): void {
  const plan = planOfFleet(charts);
  const objects = manifestsOf(appsOf(plan, new Map(), refuse), plan.facts);
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
  for (const { path, object } of objects) {
    const file = join(folder, 'templates', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, dump(object, { lineWidth: -1 }));
  }
}

/** `helm template` prints; it writes no files. The time is that of the whole process, which is what a user waits for. */
function helm(folder: string): number {
  const text = execFileSync('helm', ['template', 'fleet', folder], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return text.split('\n---\n').length;
}
