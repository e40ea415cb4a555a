import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import * as v from 'valibot';
import type { ChartObject, ObjectList } from './objects';
import { type ChartSource, renderingOf } from './rendering';

/** Runs Helm. @returns what it prints */
export type Helm = (args: readonly string[], input?: string) => Promise<string>;

/** Folders that are filled. */
export interface TakenFolders {
  /** Definitions of custom resources, a file a chart. */
  readonly definitions: string;
  /** Values and schemas, a folder a chart. */
  readonly charts: string;
  /** Scratch. */
  readonly scratch: string;
}

const renderedShape = v.looseObject({
  apiVersion: v.string(),
  kind: v.string(),
  metadata: v.looseObject({
    name: v.string(),
    namespace: v.exactOptional(v.string()),
    annotations: v.nullish(v.record(v.string(), v.string())),
  }),
});

/** The Kubernetes that a chart is rendered for: that of the suite `api`. */
const kubernetes = '1.33.0';

/**
 * Takes of a chart what the lab reads: its values, its schema where it has one, and its custom resource definitions.
 * @returns what it creates
 */
export async function takeChart(helm: Helm, source: ChartSource, folders: TakenFolders): Promise<ObjectList> {
  const { repository, chart, version } = source;
  const name = `${chart}-${version}`;
  const place = join(folders.scratch, name);
  const where = repository.includes('://') ? [chart, '--repo', repository] : [`oci://${repository}/${chart}`];
  await helm(['pull', ...where, '--version', version, '--untar', '--untardir', place]);
  const unpacked = join(place, chart);
  const kept = join(folders.charts, name);
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  for (const file of ['values.yaml', 'values.schema.json'])
    if (existsSync(join(unpacked, file))) copyFileSync(join(unpacked, file), join(kept, file));
  const { namespace, release = chart, values } = renderingOf(chart);
  const forWhom = ['--namespace', namespace, '--kube-version', kubernetes];
  const text = await helm(
    ['template', release, unpacked, ...forWhom, '--include-crds', '--skip-tests', '--values', '-'],
    JSON.stringify(values),
  );
  const rendered = loadAll(text)
    .filter((value) => value !== null && value !== undefined)
    .map((value) => v.parse(renderedShape, value));
  const definitions = rendered.filter(({ kind }) => kind === 'CustomResourceDefinition');
  if (definitions.length > 0) {
    mkdirSync(folders.definitions, { recursive: true });
    const documents = definitions.map((definition) => `${JSON.stringify(definition)}\n`);
    writeFileSync(join(folders.definitions, `${name}.yaml`), documents.join('---\n'));
  }
  return { chart, version, repository, namespace, objects: rendered.map(listed).sort(inOrder) };
}

function listed({ apiVersion, kind, metadata }: v.InferOutput<typeof renderedShape>): ChartObject {
  const hook = metadata.annotations?.['helm.sh/hook'];
  return {
    apiVersion,
    kind,
    name: metadata.name,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    ...(hook !== undefined && { hook }),
  };
}

function inOrder(one: ChartObject, other: ChartObject): number {
  const key = ({ apiVersion, kind, namespace = '', name }: ChartObject) =>
    [apiVersion, kind, namespace, name].join('\0');
  return key(one) < key(other) ? -1 : 1;
}
