import * as v from 'valibot';
import type { ApiServer } from './api-server';
import type { Answer } from './ask';
import type { KubeObject } from './committed';

const listShape = v.object({
  resources: v.array(v.object({ name: v.string(), kind: v.string(), namespaced: v.boolean() })),
});

/** Paths of objects in an API. */
export interface Resources {
  /** Path of an object; its kind must be known to the API server. */
  readonly path: (object: KubeObject) => Promise<string>;
  /** Path of the list that it would be created in. */
  readonly listPath: (object: KubeObject) => Promise<string>;
}

/** Looks up where objects of a kind are. What the API server says is asked once for each version. */
export function resourcesOf(api: ApiServer): Resources {
  const known = new Map<string, Promise<v.InferOutput<typeof listShape>>>();
  const listPath = async (object: KubeObject): Promise<string> => {
    const { apiVersion, kind, metadata } = object;
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const asked = known.get(base) ?? api.ask('GET', base).then(({ body }) => v.parse(listShape, body));
    known.set(base, asked);
    const resource = (await asked.catch(() => ({ resources: [] }))).resources.find(
      (candidate) => candidate.kind === kind && !candidate.name.includes('/'),
    );
    if (resource === undefined) {
      // A definition that comes later is looked up again.
      known.delete(base);
      throw new Error(`${kind} ${metadata.name}: the API server knows no ${kind} in ${apiVersion}`);
    }
    return resource.namespaced
      ? `${base}/namespaces/${metadata.namespace ?? 'default'}/${resource.name}`
      : `${base}/${resource.name}`;
  };
  return { listPath, path: async (object) => `${await listPath(object)}/${object.metadata.name}` };
}

/** What is asked for when an object is applied. */
export interface ApplyOptions {
  readonly dryRun?: boolean;
  /** Who applies it. @default argocd-controller, as Argo CD does */
  readonly manager?: string;
}

/** Applies an object on the server, with strict validation of its fields. */
export async function applyObject(
  api: ApiServer,
  resources: Resources,
  object: KubeObject,
  { dryRun = false, manager = 'argocd-controller' }: ApplyOptions = {},
): Promise<Answer> {
  const query = new URLSearchParams({
    fieldManager: manager,
    fieldValidation: 'Strict',
    force: 'true',
    ...(dryRun && { dryRun: 'All' }),
  });
  return api.ask('PATCH', `${await resources.path(object)}?${query.toString()}`, {
    body: object,
    type: 'application/apply-patch+yaml',
  });
}

/** Creates an object, with strict validation of its fields. */
export async function createObject(
  api: ApiServer,
  resources: Resources,
  object: KubeObject,
  { dryRun = false }: Pick<ApplyOptions, 'dryRun'> = {},
): Promise<Answer> {
  const query = new URLSearchParams({ fieldValidation: 'Strict', ...(dryRun && { dryRun: 'All' }) });
  return api.ask('POST', `${await resources.listPath(object)}?${query.toString()}`, { body: object });
}

/** What an answer other than success says. */
export function refusal(answer: Answer): string | undefined {
  if (answer.status < 300) return undefined;
  return `${answer.status} ${String(answer.body['message'] ?? answer.body['text'])}`;
}
