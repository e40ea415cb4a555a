import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { lan } from '../../clusters/lan';
import { pi } from '../../clusters/pi';
import { proxmox } from '../../clusters/proxmox';
import { type ApiServer, startApiServer } from '../drivers/api-server';
import type { Answer } from '../drivers/ask';
import { makeBootstrapNamespaces } from '../drivers/bootstrap-namespaces';
import { applyAsClient } from '../drivers/client-apply';
import { clustersIn, committedTree, kubeObject, type Shipped, shippedObjects } from '../drivers/committed';
import { type Loaded, offerDefinitions } from '../drivers/definitions';
import { misspelt } from '../drivers/misspelt';
import { podOf, podSecurityLevels, samplePod } from '../drivers/pods';
import { applyObject, createObject, refusal, type Resources, resourcesOf } from '../drivers/resources';
import { compareStored } from '../drivers/stored';
import { waveOrder } from '../drivers/wave-order';
import { type Scene, suite } from '../harness';

/** A cluster's objects and an API server for it alone. */
interface Cluster {
  readonly name: string;
  readonly api: ApiServer;
  readonly resources: Resources;
  readonly definitions: Loaded;
  /** In the order in which Argo CD applies them. */
  readonly objects: readonly Shipped[];
  /** Every warning that the server has given so far, each with its object. */
  readonly warnings: string[];
}

interface World {
  readonly tree: string;
  readonly clusters: readonly Cluster[];
}

const defined = [lan, pi, proxmox];

export const api = suite<World>({
  name: 'api',
  title: 'etcd and kube-apiserver 1.33 with every custom resource definition, once for each cluster',
  programs: ['kubernetes'],
  tools: ['etcd', 'openssl'],
  memory: 3.6,
  seconds: 70,
  start: async (scene) => {
    const tree = await committedTree(scene);
    const clusters = await Promise.all(clustersIn(tree).map((name) => startCluster(scene, tree, name)));
    return { tree, clusters };
  },
  claims: [
    {
      says: 'Every custom resource definition is accepted',
      by: 'server-side apply on each cluster',
      prove: ({ clusters }) => {
        const refused = clusters.flatMap(({ name, definitions }) =>
          definitions.refused.map((why) => `${name}: ${why}`),
        );
        if (refused.length > 0) throw new Error(refused.join('\n'));
        return perCluster(clusters, ({ definitions }) => `${definitions.accepted} definitions`);
      },
    },
    {
      says: 'Every object is accepted in the order of its waves by a cluster with no more in it than bootstrap makes',
      by: 'each object first created in a server-side dry run with strict field validation, then applied, before the next one',
      prove: async ({ clusters }) => {
        await Promise.all(clusters.map(firstApply));
        return perCluster(clusters, ({ objects }) => `${objects.length} objects`);
      },
    },
    {
      says: 'A misspelt field would be refused',
      by: 'the same dry run of each object with one field more in its spec; the refusal must name that field',
      prove: async ({ clusters }) => {
        const kinds = new Set<string>();
        for (const { api: server, resources, objects } of clusters)
          for (const { path, object } of objects) {
            const wrong = misspelt(object);
            const answer = await createObject(server, resources, renamed(wrong.object), { dryRun: true });
            const why = refusal(answer) ?? 'accepted';
            if (!why.includes(`unknown field`) || !why.includes(wrong.field))
              throw new Error(`${path} with ${wrong.field}: ${why}`);
            kinds.add(object.kind);
          }
        return `${kinds.size} kinds`;
      },
    },
    {
      says: 'Nothing changes when every object is applied again',
      by: 'no resourceVersion moves',
      prove: async ({ clusters }) => {
        for (const cluster of clusters)
          for (const { path, object } of cluster.objects) {
            const before = await stored(cluster, object);
            const answer = await applyObject(cluster.api, cluster.resources, object);
            note(cluster, path, answer);
            accepted(path, answer);
            const after = await stored(cluster, object);
            if (before['resourceVersion'] !== after['resourceVersion'])
              throw new Error(`${path}: applying it again changed it:\n${difference(before, after)}`);
          }
        return perCluster(clusters, ({ objects }) => `${objects.length} objects`);
      },
    },
    {
      says: 'What is stored, without its defaults, is what ships',
      by: 'each object read back: every shipped value is there in the same form, lists have the same elements in the same order',
      prove: async ({ clusters }) => {
        let equal = 0;
        const other: string[] = [];
        for (const cluster of clusters)
          for (const { path, object } of cluster.objects) {
            const { body } = await cluster.api.ask('GET', await cluster.resources.path(object));
            const compared = compareStored(object, body);
            equal += compared.equal;
            other.push(...compared.other.map((line) => `${path}${line}`));
          }
        if (other.length > 0) throw new Error(other.join('\n'));
        return `${equal} values`;
      },
    },
    {
      says: 'A client that compares by itself, as Argo CD does by default, sees nothing to do',
      by: 'kubectl apply of every file, twice: the second time each object is "unchanged", and no resourceVersion moves',
      prove: async ({ clusters, tree }) => {
        await Promise.all(
          clusters.map(async (cluster) => {
            const { api: server, objects } = cluster;
            await applyAsClient(server, tree, objects);
            const before = await versions(cluster);
            const changed = await applyAsClient(server, tree, objects);
            if (changed.length > 0) throw new Error(`${cluster.name}: ${changed.join('\n')}`);
            const after = await versions(cluster);
            const moved = objects.filter((_, index) => before[index] !== after[index]);
            if (moved.length > 0) throw new Error(`changed: ${moved.map(({ path }) => path).join(', ')}`);
          }),
        );
        return perCluster(clusters, ({ objects }) => `${objects.length} unchanged`);
      },
    },
    {
      says: 'The level that a namespace enforces is the laxest that a component in it asks for',
      by: "labels as the API server stores them, and the plan's components",
      prove: async ({ clusters }) => {
        let seen = 0;
        for (const cluster of clusters)
          for (const { namespace, level } of await namespaceLevels(cluster)) {
            const plan = defined.find(({ name }) => name === cluster.name)?.plan;
            if (plan === undefined) throw new Error(`clusters/ has no plan of ${cluster.name}`);
            const asked = plan.components
              .filter((component) => component.namespace === namespace)
              .map(({ podSecurity }) => podSecurityLevels.indexOf(podSecurity));
            if (Math.max(...asked) !== podSecurityLevels.indexOf(level))
              throw new Error(`${cluster.name}: ${namespace} enforces ${level}`);
            seen++;
          }
        return `${seen} namespaces`;
      },
    },
    {
      says: 'A namespace takes pods of its level and refuses those that ask for more',
      by: 'Pod Security admission, a sample pod of each level created in a dry run',
      prove: async ({ clusters }) => {
        let refused = 0;
        let taken = 0;
        for (const cluster of clusters)
          for (const { namespace, level } of await namespaceLevels(cluster)) {
            await makeDefaultAccount(cluster, namespace);
            for (const sample of podSecurityLevels) {
              const pod = samplePod(sample, namespace);
              const answer = await createObject(cluster.api, cluster.resources, pod, { dryRun: true });
              const why = refusal(answer);
              const fits = podSecurityLevels.indexOf(sample) <= podSecurityLevels.indexOf(level);
              if (fits ? why !== undefined : why?.includes(`violates PodSecurity "${level}`) !== true)
                throw new Error(`${cluster.name}: a ${sample} pod in ${namespace}: ${why ?? 'accepted'}`);
              if (fits) taken++;
              else refused++;
            }
          }
        return `${taken} taken, ${refused} refused`;
      },
    },
    {
      says: 'The pods of every workload are accepted in their namespace, without a warning',
      by: "each template created as a pod in a dry run, as the workload's controller would",
      prove: async ({ clusters }) => {
        let pods = 0;
        for (const cluster of clusters)
          for (const one of cluster.objects) {
            const pod = podOf(one);
            if (pod === undefined) continue;
            await makeDefaultAccount(cluster, pod.metadata.namespace ?? 'default');
            const answer = await createObject(cluster.api, cluster.resources, pod, { dryRun: true });
            note(cluster, one.path, answer);
            accepted(one.path, answer);
            pods++;
          }
        if (pods === 0) throw new Error('no workload ships');
        return `${pods} pods`;
      },
    },
    {
      says: 'Kubernetes warns of nothing: nothing deprecated, nothing unknown, no pod that is too powerful',
      by: 'warnings of every answer so far, and of a finalizer without a path to see that they arrive',
      prove: async ({ clusters }) => {
        const warnings = clusters.flatMap((cluster) => cluster.warnings);
        if (warnings.length > 0) throw new Error(warnings.join('\n'));
        for (const { api: server, resources, objects } of clusters) {
          const project = objects.find(({ object }) => object.kind === 'AppProject');
          if (project === undefined) throw new Error('no project ships');
          const object = renamed(project.object);
          const warned = { ...object, metadata: { ...object.metadata, finalizers: ['example.com'] } };
          const answer = await createObject(server, resources, warned, { dryRun: true });
          if (!answer.warnings.some((text) => text.includes('finalizer')))
            throw new Error(`${project.path}: no warning of a finalizer without a path`);
        }
        return `0 warnings in ${clusters.length} clusters`;
      },
    },
  ],
});

async function startCluster(scene: Scene, tree: string, name: string): Promise<Cluster> {
  const server = await startApiServer(scene, `api-${name}`);
  const definitions = await offerDefinitions(scene, server);
  await makeBootstrapNamespaces(server, tree, name);
  const objects = waveOrder(shippedObjects(tree, name));
  return { name, api: server, resources: resourcesOf(server), definitions, objects, warnings: [] };
}

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
    const why = [there ? undefined : refusal(tried), refusal(applied)].filter((text) => text !== undefined);
    refused.push(...why.map((text) => `${path}: ${text}`));
  }
  if (refused.length > 0) throw new Error(refused.join('\n'));
}

function versions(cluster: Cluster): Promise<readonly string[]> {
  return Promise.all(
    cluster.objects.map(async ({ object }) => (await stored(cluster, object)).resourceVersion),
  );
}

/** Namespaces that ship, with the level of their labels as they are stored. */
async function namespaceLevels(cluster: Cluster) {
  const levels = cluster.objects
    .filter(({ object }) => object.kind === 'Namespace')
    .map(async ({ path, object }) => {
      const { body } = await cluster.api.ask('GET', await cluster.resources.path(object));
      const { labels } = kubeObject(body, path).metadata;
      const level = v.parse(v.picklist(podSecurityLevels), labels?.['pod-security.kubernetes.io/enforce']);
      return { namespace: object.metadata.name, level };
    });
  return Promise.all(levels);
}

/** The account that every pod without another one has; the controller manager makes it in a cluster. */
async function makeDefaultAccount({ api: server }: Cluster, namespace: string): Promise<void> {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
  const answer = await server.ask('POST', `/api/v1/namespaces/${namespace}/serviceaccounts`, {
    body: account,
  });
  if (answer.status !== 409) accepted(`account of ${namespace}`, answer);
}

/** The metadata of an object as it is stored, with everything else under `content`. */
async function stored({ api: server, resources }: Cluster, object: Shipped['object']) {
  const { body } = await server.ask('GET', await resources.path(object));
  return v.parse(v.looseObject({ metadata: v.looseObject({ resourceVersion: v.string() }) }), body).metadata;
}

function difference(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string {
  return Object.keys({ ...before, ...after })
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .map((key) => `${key}: ${JSON.stringify(before[key])} became ${JSON.stringify(after[key])}`)
    .join('\n');
}

/** The object under a name that nothing has yet, so that creating it can only be refused for what it is. */
function renamed(object: Shipped['object']): Shipped['object'] {
  return { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-2` } };
}

function note(cluster: Cluster, path: string, { warnings }: Answer): void {
  cluster.warnings.push(...warnings.map((text) => `${path}: ${text}`));
}

function accepted(path: string, answer: Answer): void {
  const why = refusal(answer);
  if (why !== undefined) throw new Error(`${path}: ${why}`);
}

function perCluster(clusters: readonly Cluster[], tell: (cluster: Cluster) => string): string {
  return clusters.map((cluster) => `${cluster.name}: ${tell(cluster)}`).join(', ');
}
