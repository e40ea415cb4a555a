import { loadAll } from 'js-yaml';
import * as v from 'valibot';
import { keepData } from '../component';
import type { FileSpec, WritePlan } from '../synth';
import { forError } from './colors';

/** What holds data, loses its file and stays in the cluster. */
interface Kept {
  readonly cluster: string;
  /** Name of its Application, which the folder has. */
  readonly app: string;
  readonly kind: string;
  /** `shop/data`, or the name alone where the kind has no namespaces. */
  readonly name: string;
  /** Whether its Application goes with it. */
  readonly withApp: boolean;
  /** The page about the removal, which goes as well. @default the cluster has none */
  readonly page?: string;
}

const [key = '', options = ''] =
  Object.entries(keepData).find(([name]) => name.endsWith('/sync-options')) ?? [];

const objectShape = v.object({
  kind: v.string(),
  metadata: v.object({
    name: v.string(),
    namespace: v.optional(v.string()),
    annotations: v.object({ [key]: v.string() }),
  }),
});

/**
 * Objects that hold data and whose files a synth removes, a line each with what becomes of them: otherwise a claim that was
 * renamed leaves its data behind unseen, and a namespace stays without the policies that closed it.
 * @param files everything that ships: an object whose file only moved is not removed
 */
export function keptLines(
  plan: WritePlan | undefined,
  files: readonly FileSpec[],
  check: boolean,
): readonly string[] {
  if (plan === undefined) return [];
  const clusters = new Set(files.map(({ path }) => path.split('/')[1]));
  // Of a whole cluster that is gone, one line says so.
  const removed = plan.prune
    .flatMap((path) => keptIn(path, plan))
    .filter(({ cluster }) => clusters.has(cluster));
  if (removed.length === 0) return [];
  const shipped = new Set(files.flatMap(({ path, text }) => keptOf(path, text).map(identity)));
  return removed
    .filter((kept) => !shipped.has(identity(kept)))
    .map((kept) => `${forError.yellow('kept')} ${textOf(kept, check)}`);
}

function keptIn(path: string, { disk, prune }: WritePlan): readonly Kept[] {
  const found = disk.get(path);
  if (found?.kind !== 'file' || found.text === undefined) return [];
  return keptOf(path, found.text).map((kept) => {
    const page = `dist/${kept.cluster}/hosts/runbooks/remove-component-${kept.app}.md`;
    return {
      ...kept,
      withApp: prune.includes(`apps/${kept.cluster}/application-${kept.app}.yaml`),
      ...(prune.includes(page) && { page }),
    };
  });
}

function keptOf(path: string, text: string): readonly Kept[] {
  const [tree, cluster = '', app = ''] = path.split('/');
  if (tree !== 'dist' || !text.includes(key)) return [];
  const object: unknown = loadAll(text)[0];
  if (!v.is(objectShape, object)) return [];
  const { kind, metadata } = object;
  const stated = new Set((metadata.annotations[key] ?? '').split(','));
  if (!options.split(',').every((option) => stated.has(option))) return [];
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  return [{ cluster, app, kind, name, withApp: false }];
}

function identity({ cluster, kind, name }: Kept): string {
  return `${cluster} ${kind} ${name}`;
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-deletion-with-confirmation */
function textOf({ cluster, app, kind, name, withApp, page }: Kept, check: boolean): string {
  const gone = `${cluster}: ${kind} ${name} ${check ? 'would have' : 'has'} no file any more`;
  if (withApp)
    return `${gone}. Once this is committed, Argo CD asks before it deletes Application ${app} with its data, and delivers no other change until a person confirms. To keep the data, write ${app} back as it was; to delete it, ${page === undefined ? `run argocd app confirm-deletion ${app}` : `follow the page that goes as well: git show HEAD:${page}`}`;
  return `${gone}, and Argo CD leaves it in the cluster with what is in it. Nothing under a new name gets its data: copy what is needed before you delete anything`;
}
