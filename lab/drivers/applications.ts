import * as v from 'valibot';
import { waitFor } from '../harness';
import type { ApiServer } from './api-server';

const applicationShape = v.object({
  metadata: v.object({
    name: v.string(),
    annotations: v.optional(v.record(v.string(), v.string()), {}),
    creationTimestamp: v.string(),
  }),
  spec: v.looseObject({ project: v.string() }),
  /** A sync that is asked for and has not begun. */
  operation: v.optional(v.unknown()),
  status: v.optional(
    v.object({
      sync: v.optional(
        v.object({
          status: v.string(),
          revision: v.optional(v.string()),
          revisions: v.optional(v.array(v.string())),
        }),
      ),
      health: v.optional(v.object({ status: v.optional(v.string()), message: v.optional(v.string()) })),
      conditions: v.optional(v.array(v.object({ type: v.string(), message: v.string() }))),
      operationState: v.optional(
        v.object({
          phase: v.string(),
          message: v.optional(v.string()),
          startedAt: v.string(),
          finishedAt: v.optional(v.string()),
          syncResult: v.optional(
            v.object({
              revision: v.optional(v.string()),
              resources: v.optional(
                v.array(
                  v.looseObject({
                    kind: v.string(),
                    name: v.string(),
                    namespace: v.optional(v.string()),
                    status: v.optional(v.string()),
                    message: v.optional(v.string()),
                    hookType: v.optional(v.string()),
                  }),
                ),
              ),
            }),
          ),
        }),
      ),
      history: v.optional(v.array(v.unknown())),
      resources: v.optional(
        v.array(
          v.object({
            group: v.optional(v.string()),
            kind: v.string(),
            name: v.string(),
            namespace: v.optional(v.string()),
            status: v.optional(v.string()),
            health: v.optional(v.object({ status: v.optional(v.string()) })),
          }),
        ),
      ),
    }),
    {},
  ),
});

/** An Application as the API has it. */
export type Application = v.InferOutput<typeof applicationShape>;

const listShape = v.object({ items: v.array(applicationShape) });

/** Where Applications are. */
export const applicationsPath = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

/** Every Application, by name. */
export async function applications(api: ApiServer): Promise<ReadonlyMap<string, Application>> {
  const { body } = await api.ask('GET', applicationsPath);
  return new Map(v.parse(listShape, body).items.map((item) => [item.metadata.name, item]));
}

/** Whether it is what git says, and well. */
export function isSettled({ status }: Application): boolean {
  return (
    status.sync?.status === 'Synced' &&
    status.health?.status === 'Healthy' &&
    (status.operationState === undefined || status.operationState.phase === 'Succeeded')
  );
}

/** Its state in a line. */
export function stateOf({ metadata, status }: Application): string {
  const conditions = (status.conditions ?? []).map(({ type, message }) => `${type}: ${message}`);
  const operation = status.operationState;
  return [
    `${metadata.name}: ${status.sync?.status ?? 'not compared'}, ${status.health?.status ?? 'no health'}`,
    ...(operation === undefined || operation.phase === 'Succeeded'
      ? []
      : [`${operation.phase}: ${operation.message ?? ''}`]),
    ...conditions,
    ...(status.resources ?? [])
      .filter((each) => each.status === 'OutOfSync' || (each.health?.status ?? 'Healthy') !== 'Healthy')
      .map((each) => `${each.kind}/${each.name} ${each.status ?? ''} ${each.health?.status ?? ''}`),
  ].join('; ');
}

/** Waits until every Application is Synced and Healthy. @param names those that must be there */
export async function waitSettled(
  api: ApiServer,
  names: readonly string[],
  seconds: number,
): Promise<ReadonlyMap<string, Application>> {
  let last: ReadonlyMap<string, Application> = new Map();
  try {
    return await waitFor(
      'every Application to be Synced and Healthy',
      seconds,
      async () => {
        last = await applications(api);
        const all = [...last.values()];
        return names.every((name) => last.has(name)) && all.every(isSettled) ? last : undefined;
      },
      500,
    );
  } catch (error) {
    const bad = [...last.values()].filter((application) => !isSettled(application)).map(stateOf);
    const absent = names.filter((name) => !last.has(name)).map((name) => `${name}: not there`);
    throw new Error(`${String(error)}\n${[...absent, ...bad].join('\n')}`, { cause: error });
  }
}

/**
 * Waits until every Application has been settled for some time, and no sync of any runs or is asked for: an ApplicationSet
 * may ask for one more.
 * @param names those that must be there
 */
export async function waitQuiet(api: ApiServer, names: readonly string[], seconds: number): Promise<void> {
  await waitSettled(api, names, seconds);
  const starts = (all: ReadonlyMap<string, Application>): string =>
    JSON.stringify([...all].map(([name, { status }]) => [name, status.operationState?.startedAt]));
  let before = '';
  let since = Date.now();
  await waitFor('no sync to run for 8 seconds', seconds, async () => {
    const all = await applications(api);
    const now = starts(all);
    const quiet = [...all.values()].every((each) => isSettled(each) && each.operation === undefined);
    if (!quiet || now !== before) since = Date.now();
    before = now;
    return Date.now() - since > 8000 ? true : undefined;
  });
}

/** An object of an Application, as an operation names it. `group` is empty for the core. */
export interface Chosen {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * Asks Argo CD to sync some objects of an Application now, as a person does who ticks them. Of all of them it would run the
 * hooks as well.
 */
export async function syncChosen(api: ApiServer, name: string, resources: readonly Chosen[]): Promise<void> {
  const body = { operation: { initiatedBy: { username: 'lab' }, sync: { resources } } };
  await api.ask('PATCH', `${applicationsPath}/${name}`, { type: 'application/merge-patch+json', body });
}

const refreshMark = 'argocd.argoproj.io/refresh';

/**
 * Asks Argo CD to look at its sources now, as a webhook would after a push, and at its cluster.
 * @param only Applications that it looks at. @default all
 */
export async function refreshAll(api: ApiServer, only?: readonly string[]): Promise<void> {
  const names = only ?? [...(await applications(api)).keys()];
  const body = { metadata: { annotations: { [refreshMark]: 'hard' } } };
  await Promise.all(
    names.map((name) =>
      api.ask('PATCH', `${applicationsPath}/${name}`, { type: 'application/merge-patch+json', body }),
    ),
  );
}

/** Waits until Argo CD has looked at everything that it was asked to look at; by then it has asked for the syncs that follow. */
export async function waitRefreshed(api: ApiServer): Promise<ReadonlyMap<string, Application>> {
  return waitFor('Argo CD to look at its sources', 60, async () => {
    const all = await applications(api);
    return [...all.values()].some(({ metadata }) => refreshMark in metadata.annotations) ? undefined : all;
  });
}
