import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { applyAsClient } from '../../drivers/client-apply';
import type { Shipped } from '../../drivers/committed';
import { misspelt } from '../../drivers/misspelt';
import { applyObject, createObject, refusal } from '../../drivers/resources';
import { compareStored } from '../../drivers/stored';
import type { Claim } from '../../harness';
import { accepted, type Cluster, note, perCluster, renamed, taken, type World } from './world';

const definitions: Claim<World> = {
  says: 'Every custom resource definition is accepted',
  by: 'server-side apply on each cluster',
  prove: ({ clusters }) => {
    const refused = clusters.flatMap(({ name, definitions }) =>
      definitions.refused.map((why) => `${name}: ${why}`),
    );
    if (refused.length > 0) throw new Error(refused.join('\n'));
    return perCluster(clusters, ({ definitions: { accepted: count, others } }) =>
      others === 0 ? `${count} definitions` : `${count} definitions, ${others} of them of no pinned module`,
    );
  },
};

/** Without it nothing else can be tried on real programs. */
export const everyObject: Claim<World> = {
  says: 'Every object is accepted in the order of its waves by a cluster with no more in it than bootstrap makes',
  by: 'each object first created in a server-side dry run with strict field validation, then applied, before the next one',
  prove: async ({ clusters }) => {
    await Promise.all(clusters.map(firstApply));
    return perCluster(clusters, ({ objects }) => `${objects.length} objects`);
  },
};

const misspelling: Claim<World> = {
  says: 'A misspelt field would be refused',
  by: 'the same dry run of each object with one field more in its spec; the refusal must name that field',
  prove: async ({ clusters }) => {
    const kinds = new Set<string>();
    for (const cluster of clusters)
      for (const { path, object } of taken(cluster)) {
        const { api: server, resources } = cluster;
        const wrong = misspelt(object);
        const answer = await createObject(server, resources, renamed(wrong.object), { dryRun: true });
        const why = refusal(answer) ?? 'accepted';
        if (!why.includes(`unknown field`) || !why.includes(wrong.field))
          throw new Error(`${path} with ${wrong.field}: ${why}`);
        kinds.add(object.kind);
      }
    return `${kinds.size} kinds`;
  },
};

/**
 * Kinds that the API server stores once more at their first update, though no field changes (seen with Kubernetes 1.33): a status
 * is there from the start.
 */
const storedOnceMore: readonly string[] = ['PersistentVolumeClaim', 'Gateway'];

const againApplied: Claim<World> = {
  says: 'Nothing changes when every object is applied again',
  by: 'no resourceVersion moves; that of a volume claim or a Gateway may once, with every field as it was',
  prove: async ({ clusters }) => {
    for (const cluster of clusters)
      for (const { path, object } of taken(cluster)) {
        const apply = async () => {
          const answer = await applyObject(cluster.api, cluster.resources, object);
          note(cluster, path, answer);
          accepted(path, answer);
          return stored(cluster, object);
        };
        const before = await stored(cluster, object);
        const after = await apply();
        if (versionOf(before) === versionOf(after)) continue;
        const settled = storedOnceMore.includes(object.kind) ? await apply() : undefined;
        const changed = difference(before, after);
        if (changed !== '' || settled === undefined || versionOf(settled) !== versionOf(after))
          throw new Error(`${path}: applying it again changed it:\n${changed || 'its resourceVersion'}`);
      }
    return perCluster(clusters, (cluster) => `${taken(cluster).length} objects`);
  },
};

/** Without it Argo CD sees something to do for ever. */
export const storedAsShipped: Claim<World> = {
  says: 'What is stored, without its defaults, is what ships',
  by: 'each object read back: every shipped value is there in the same form, lists have the same elements in the same order',
  prove: async ({ clusters }) => {
    let equal = 0;
    const other: string[] = [];
    for (const cluster of clusters)
      for (const { path, object } of taken(cluster)) {
        const { body } = await cluster.api.ask('GET', await cluster.resources.path(object));
        const compared = compareStored(object, body);
        equal += compared.equal;
        other.push(...compared.other.map((line) => `${path}${line}`));
      }
    if (other.length > 0) throw new Error(other.join('\n'));
    return `${equal} values`;
  },
};

const comparedByClient: Claim<World> = {
  says: 'A client that compares by itself, as Argo CD does by default, sees nothing to do',
  by: 'kubectl apply of every file, twice: the second time each object is "unchanged", and no resourceVersion moves',
  prove: async ({ clusters, tree }) => {
    await Promise.all(
      clusters.map(async (cluster) => {
        const { api: server } = cluster;
        const objects = taken(cluster);
        await applyAsClient(server, tree, objects);
        const before = await versions(cluster);
        const changed = await applyAsClient(server, tree, objects);
        if (changed.length > 0) throw new Error(`${cluster.name}: ${changed.join('\n')}`);
        const after = await versions(cluster);
        const moved = objects.filter((_, index) => before[index] !== after[index]);
        if (moved.length > 0) throw new Error(`changed: ${moved.map(({ path }) => path).join(', ')}`);
      }),
    );
    return perCluster(clusters, (cluster) => `${taken(cluster).length} unchanged`);
  },
};

/** Claims about what the API server makes of each object. */
export const objectClaims: readonly Claim<World>[] = [
  definitions,
  everyObject,
  misspelling,
  againApplied,
  storedAsShipped,
  comparedByClient,
];

/** Dry run and apply of each object in turn. Goes on after a refusal, so that all are told at once. */
async function firstApply(cluster: Cluster): Promise<void> {
  const refused: string[] = [];
  for (const { path, object } of cluster.objects) {
    const tried = await createObject(cluster.api, cluster.resources, object, { dryRun: true });
    // A namespace that bootstrap has made.
    const there = tried.status === 409 && object.kind === 'Namespace';
    const applied = await applyObject(cluster.api, cluster.resources, object);
    note(cluster, path, tried);
    note(cluster, path, applied);
    if (refusal(applied) !== undefined) cluster.refused.add(path);
    const why = [there ? undefined : refusal(tried), refusal(applied)].filter((text) => text !== undefined);
    refused.push(...why.map((text) => `${path}: ${text}`));
  }
  if (refused.length > 0) throw new Error(refused.join('\n'));
}

function versions(cluster: Cluster): Promise<readonly string[]> {
  return Promise.all(taken(cluster).map(async ({ object }) => versionOf(await stored(cluster, object))));
}

/** An object as the API server has it. */
async function stored({ api: server, resources }: Cluster, object: Shipped['object']): Promise<Stored> {
  const { body } = await server.ask('GET', await resources.path(object));
  return v.parse(storedShape, body);
}

const storedShape = v.looseObject({ metadata: v.looseObject({ resourceVersion: v.string() }) });
type Stored = v.InferOutput<typeof storedShape>;

function versionOf({ metadata }: Stored): string {
  return metadata.resourceVersion;
}

/** Every field that differs, a line each, the resourceVersion aside. */
function difference(before: Stored, after: Stored): string {
  const fieldsOf = ({ metadata, ...fields }: Stored): Readonly<Record<string, unknown>> => ({
    ...fields,
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value])),
    'metadata.resourceVersion': undefined,
  });
  const [one, other] = [fieldsOf(before), fieldsOf(after)];
  return Object.keys({ ...one, ...other })
    .filter((key) => !isDeepStrictEqual(one[key], other[key]))
    .map((key) => `${key}: ${JSON.stringify(one[key])} became ${JSON.stringify(other[key])}`)
    .join('\n');
}
