import { type ApiServer, startApiServer } from '../../drivers/api-server';
import type { Answer } from '../../drivers/ask';
import { makeBootstrapNamespaces } from '../../drivers/bootstrap-namespaces';
import { type Shipped, shippedObjects } from '../../drivers/committed';
import { definitionsFor, type Loaded, offerDefinitions } from '../../drivers/definitions';
import { refusal, type Resources, resourcesOf } from '../../drivers/resources';
import { waveOrder } from '../../drivers/wave-order';
import type { Scene } from '../../harness';

/** A cluster's objects and an API server for it alone. */
export interface Cluster {
  readonly name: string;
  readonly api: ApiServer;
  readonly resources: Resources;
  /** How many of them are of no pinned module, too. */
  readonly definitions: Loaded & { readonly others: number };
  /** In the order in which Argo CD applies them. */
  readonly objects: readonly Shipped[];
  /** Every warning that the server has given so far, each with the file of its object. */
  readonly warnings: { readonly path: string; readonly text: string }[];
  /** Files of which the server refused something: the object when it was first applied, or its pod. */
  readonly refused: Set<string>;
}

/** What the suite runs on. */
export interface World {
  readonly tree: string;
  readonly clusters: readonly Cluster[];
}

/** Starts a cluster's API server, with what bootstrap makes in it. */
export async function startCluster(scene: Scene, tree: string, name: string): Promise<Cluster> {
  const server = await startApiServer(scene, `api-${name}`);
  const objects = waveOrder(shippedObjects(tree, name));
  const wanted = definitionsFor(
    scene,
    objects.map(({ object }) => object),
  );
  const definitions = await offerDefinitions(server, [...wanted.pinned, ...wanted.others]);
  await makeBootstrapNamespaces(server, tree, name);
  const resources = resourcesOf(server);
  return {
    name,
    api: server,
    resources,
    definitions: { ...definitions, others: wanted.others.length },
    objects,
    warnings: [],
    refused: new Set(),
  };
}

/** The objects that the cluster has: the claim that saw a refusal reports it, and the others are about what is there. */
export function taken({ objects, refused }: Cluster): readonly Shipped[] {
  return objects.filter(({ path }) => !refused.has(path));
}

/** The object under a name that nothing has yet, so that creating it can only be refused for what it is. */
export function renamed(object: Shipped['object']): Shipped['object'] {
  return { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-2` } };
}

/** Keeps the warnings of an answer. */
export function note(cluster: Cluster, path: string, { warnings }: Answer): void {
  cluster.warnings.push(...warnings.map((text) => ({ path, text })));
}

/** @throws when an answer is a refusal */
export function accepted(path: string, answer: Answer): void {
  const why = refusal(answer);
  if (why !== undefined) throw new Error(`${path}: ${why}`);
}

/** What is reported of each cluster, in a line. */
export function perCluster(clusters: readonly Cluster[], tell: (cluster: Cluster) => string): string {
  return clusters.map((cluster) => `${cluster.name}: ${tell(cluster)}`).join(', ');
}

/** The account that every pod without another one has; the controller manager makes it in a cluster. */
export async function makeDefaultAccount({ api: server }: Cluster, namespace: string): Promise<void> {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
  const answer = await server.ask('POST', `/api/v1/namespaces/${namespace}/serviceaccounts`, {
    body: account,
  });
  if (answer.status !== 409) accepted(`account of ${namespace}`, answer);
}
