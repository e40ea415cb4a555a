import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import * as v from 'valibot';
import type { Scene } from '../harness';

const objectShape = v.looseObject({
  apiVersion: v.string(),
  kind: v.string(),
  metadata: v.looseObject({
    name: v.string(),
    namespace: v.exactOptional(v.string()),
    annotations: v.exactOptional(v.record(v.string(), v.string())),
    labels: v.exactOptional(v.record(v.string(), v.string())),
  }),
});

/** A Kubernetes object as it is read from a file or from the API. */
export type KubeObject = v.InferOutput<typeof objectShape>;

/** An object that ships. */
export interface Shipped {
  readonly cluster: string;
  /** The Application that applies it; `root` for Applications and projects. */
  readonly app: string;
  /** Its file, from the project's root. */
  readonly path: string;
  readonly object: KubeObject;
}

/** Parses an object. @param at its place in messages */
export function kubeObject(value: unknown, at: string): KubeObject {
  const parsed = v.safeParse(objectShape, value);
  if (!parsed.success) throw new Error(`${at}: no Kubernetes object: ${v.summarize(parsed.issues)}`);
  return parsed.output;
}

/**
 * Puts what is committed into a folder of its own, as `HEAD` has it, whatever the work tree holds.
 * @param paths what of it. @default dist and apps
 * @param name of the folder
 */
export async function committedTree(
  scene: Scene,
  paths: readonly string[] = ['dist', 'apps'],
  name = 'committed',
): Promise<string> {
  const folder = scene.newFolder(name);
  const archive = join(scene.folder, `${name}.tar`);
  const git = ['-c', 'safe.directory=*', 'archive', '--format=tar', '--output', archive, 'HEAD', ...paths];
  await scene.run('git', git, { cwd: scene.project });
  await scene.run('tar', ['-xf', archive, '-C', folder]);
  return folder;
}

/** Names of the clusters in a tree, sorted. */
export function clustersIn(tree: string): readonly string[] {
  const names = readdirSync(join(tree, 'apps')).sort();
  if (names.length === 0) throw new Error('apps/: nothing is committed');
  return names;
}

/** Every object that ships for a cluster, from `dist/` and `apps/`, in the order of their paths. */
export function shippedObjects(tree: string, cluster: string): readonly Shipped[] {
  const apps = readdirSync(join(tree, 'dist', cluster), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const manifests = apps.flatMap((app) => objectsIn(tree, `dist/${cluster}/${app}`, cluster, app));
  const applications = [`apps/${cluster}`, `apps/${cluster}/bootstrap`].flatMap((folder) =>
    objectsIn(tree, folder, cluster, 'root'),
  );
  return [...applications, ...manifests];
}

function objectsIn(tree: string, folder: string, cluster: string, app: string): readonly Shipped[] {
  return readdirSync(join(tree, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.name.startsWith('values-'))
    .map(({ name }) => `${folder}/${name}`)
    .sort()
    .flatMap((path) =>
      readDocuments(tree, path).map((value) => ({
        cluster,
        app,
        path,
        object: kubeObject(value, path),
      })),
    );
}

/** The documents of a YAML file. @throws when js-yaml cannot read it, with the file and the line */
export function readDocuments(tree: string, path: string): readonly unknown[] {
  try {
    return loadAll(readFileSync(join(tree, path), 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${path}: js-yaml cannot read it: ${why}`, { cause: error });
  }
}
