import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { dump } from 'js-yaml';
import { synthesize } from '../lib/cli/synthesize';
import { bundleOf, type ShippedObject } from '../lib/synth';
import { fiveObjects, fleet } from './fleet';

/** What one run of one variant took. */
export interface Measurement {
  /** Seconds from the first construct to the last file; loading of modules is left out, for all variants alike. */
  readonly seconds: number;
  /** Largest resident memory of the process, in MB. */
  readonly memory: number;
  /** Files that were written. */
  readonly files: number;
}

export type Variant = 'asterism' | 'second synth' | 'floor' | 'App.synth' | 'helm';

/** Runs a variant once in this process, on a folder of its own that is removed afterwards. */
export function runVariant(variant: Variant, charts: number): Measurement {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-bench-'));
  try {
    const run = prepare(variant, charts, folder);
    const started = process.hrtime.bigint();
    const files = run();
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return { seconds, memory: process.resourceUsage().maxRSS / 1024, files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does what is not to be timed, and returns the rest. */
function prepare(variant: Variant, charts: number, folder: string): () => number {
  switch (variant) {
    case 'asterism':
      return () => asterism(charts, folder);
    case 'second synth':
      asterism(charts, folder);
      return () => asterism(charts, folder);
    case 'floor': {
      const derived = derivedObjects(charts);
      return () => floor(charts, derived, folder);
    }
    case 'App.synth': {
      const derived = derivedObjects(charts);
      return () => appSynth(charts, derived, folder);
    }
    case 'helm': {
      writeChart(charts, folder);
      return () => helm(folder);
    }
  }
}

function asterism(charts: number, root: string): number {
  const result = synthesize({ root, clusters: [fleet(charts)], all: true, check: false });
  if (result.problems.length + result.findings.length > 0) throw new Error(JSON.stringify(result.problems));
  return result.plan?.write.length ?? 0;
}

/** Projects and Applications, which asterism derives; the other variants get them as they are, for nothing. */
function derivedObjects(charts: number): readonly ShippedObject[] {
  const { plan } = fleet(charts);
  return plan === undefined ? [] : bundleOf(plan, new Map()).objects.filter(({ app }) => app === 'root');
}

/** The constructs of all charts, in one app. */
function constructs(charts: number, derived: readonly ShippedObject[], app: App): Chart[] {
  const made = Array.from({ length: charts }, (_, index) => {
    const chart = new Chart(app, `service-${index}`);
    fiveObjects(chart, `service-${index}`);
    return chart;
  });
  const applications = new Chart(app, 'root');
  for (const { path, object } of derived) new ApiObject(applications, path, object);
  return [...made, applications];
}

/** The same constructs built, made into objects, dumped and written in a bare loop: nobody can do less. */
function floor(charts: number, derived: readonly ShippedObject[], root: string): number {
  let files = 0;
  for (const chart of constructs(charts, derived, new App())) {
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

function appSynth(charts: number, derived: readonly ShippedObject[], root: string): number {
  const app = new App({ outdir: root, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  constructs(charts, derived, app);
  app.synth();
  return readdirSync(root).length;
}

/** A Helm chart whose templates are the objects as they are. */
function writeChart(charts: number, folder: string): void {
  const { plan } = fleet(charts);
  const objects = plan === undefined ? [] : bundleOf(plan, new Map()).objects;
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
  for (const { path, object } of objects) {
    const file = join(folder, 'templates', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, dump(object, { lineWidth: -1 }));
  }
}

/** `helm template` prints; it writes no files. The time is that of the whole process, since nobody gets less. */
function helm(folder: string): number {
  const text = execFileSync('helm', ['template', 'fleet', folder], { encoding: 'utf8', maxBuffer: 1 << 30 });
  return text.split('\n---\n').length;
}
