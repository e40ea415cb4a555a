import * as v from 'valibot';
import { nameServerPort } from '../../lib/inventory';
import { examples } from '../examples';
import { type Scene, waitFor } from '../harness';
import { type ApiServer, startApiServer } from './api-server';
import { clusterDns, type ClusterDns, type OwnName, ownNames } from './cluster-dns';
import { committedTree, kubeObject, type KubeObject, type Shipped, shippedObjects } from './committed';
import { type CoreDns, startCoreDns } from './core-dns';
import { k3sCoreDnsObjects } from './k3s-coredns';
import { applyObject, refusal, resourcesOf } from './resources';
import { serveApiAddress } from './service-address';
import { endpointSlice, type Members, membersOf, serviceShape } from './services';
import { startUpstreamDns, type UpstreamDns } from './upstream-dns';

/** A Service as the API server stores it. */
export type Service = v.InferOutput<typeof serviceShape>;

/** A cluster and its name server. */
export interface NamedCluster {
  readonly name: string;
  readonly zone: string;
  readonly names: readonly OwnName[];
  readonly objects: readonly Shipped[];
  readonly how: ClusterDns;
  readonly resolver: string;
  readonly dns: CoreDns;
}

/** Name servers of all clusters, what they read, and who hears what they ask outside. */
export interface DnsWorld {
  readonly scene: Scene;
  readonly api: ApiServer;
  readonly upstream: UpstreamDns;
  readonly clusters: readonly NamedCluster[];
  readonly services: readonly Service[];
  readonly members: readonly Members[];
  readonly reloads: readonly Reload[];
  /**
   * What a claim has found wrong, as `lan node-1` or `lan Service default/kubernetes`: it told so, and those after it are
   * about the rest.
   */
  readonly refused: Set<string>;
}

/** A name server whose files were changed when the suite began. */
export interface Reload {
  readonly cluster: NamedCluster;
  readonly dns: CoreDns;
  readonly broken: boolean;
}

/** A name server outside, where the inventory has none; RFC 5737. */
const elsewhere = '198.51.100.53';
/** What is known outside. */
export const outside = { 'www.example.com': '203.0.113.80' };
/** More addresses than a UDP answer holds. */
export const many = 120;

/**
 * Starts an API server with the Services of every cluster, a name server outside, and CoreDNS three times for each cluster:
 * once to be asked, and twice with files that were changed as soon as it ran.
 */
export async function startDnsWorld(scene: Scene): Promise<DnsWorld> {
  const tree = await committedTree(scene);
  const api = await startApiServer(scene);
  await serveApiAddress(scene, api);
  const resolvers = new Set([elsewhere]);
  const described = examples.map(({ name, plan }) => {
    if (plan === undefined) throw new Error(`clusters/: ${name} has no plan`);
    const { facts } = plan;
    const objects = shippedObjects(tree, name);
    const resolver = facts.hosts.find((host) => nameServerPort(host) !== undefined)?.address ?? elsewhere;
    resolvers.add(resolver);
    return {
      name,
      zone: `${name}.internal`,
      names: ownNames(facts),
      objects,
      how: clusterDns(objects, facts),
      resolver,
    };
  });
  const upstream = await startUpstreamDns(scene, [...resolvers], outside);
  const objects = described.flatMap((cluster) => cluster.objects);
  const members = [
    ...membersOf(objects, (index) => `10.42.200.${index + 1}`),
    { service: 'many', namespace: 'lab', addresses: manyAddresses() },
  ];
  const services = await fillCluster(api, objects, members);
  let number = 0;
  const run = (name: string, { how, resolver }: (typeof described)[number]) =>
    startCoreDns(scene, api, { pod: how.pod, name, number: number++, resolver });
  const clusters = await Promise.all(
    described.map(async (cluster) => ({ ...cluster, dns: await run(`dns-${cluster.name}`, cluster) })),
  );
  const reloads = await Promise.all(
    clusters.flatMap((cluster) =>
      [false, true].map(async (broken) => {
        const dns = await run(`reload-${cluster.name}-${broken ? 'broken' : 'changed'}`, cluster);
        dns.change(cluster.how.folder, changedFiles(cluster, broken));
        return { cluster, dns, broken };
      }),
    ),
  );
  // Each would go on answering for some seconds after it was told to end, one after the other.
  scene.atEnd(async () => {
    await Promise.all([...clusters, ...reloads].map(({ dns }) => dns.server.stop(1)));
  });
  return { scene, api, upstream, clusters, services, members, reloads, refused: new Set() };
}

/** Puts into the API what the name servers read: what ships, k3s' account, and objects of the lab. */
async function fillCluster(
  api: ApiServer,
  shipped: readonly Shipped[],
  members: readonly Members[],
): Promise<readonly Service[]> {
  const kinds = ['Namespace', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Service'];
  const ours = kinds.flatMap((kind) => shipped.filter(({ object }) => object.kind === kind));
  const lab = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lab' } };
  const made = [lab, ...k3sCoreDnsObjects, labService('many', { clusterIP: 'None' })];
  const resources = resourcesOf(api);
  const services: Service[] = [];
  for (const object of [...made, ...ours.map((one) => one.object)]) {
    const answer = await applyObject(api, resources, object);
    const why = refusal(answer);
    if (why !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${why}`);
    if (object.kind === 'Service') services.push(v.parse(serviceShape, answer.body));
  }
  // The API server makes it by itself, a moment after it began to serve.
  const own = '/api/v1/namespaces/default/services/kubernetes';
  await waitFor('the Service kubernetes', 20, async () =>
    (await api.ask('GET', own)).status === 200 ? true : undefined,
  );
  services.push(v.parse(serviceShape, (await api.ask('GET', own)).body));
  for (const one of members) {
    const ports = services.find(({ metadata }) => metadata.name === one.service)?.spec.ports ?? [];
    const why = refusal(await applyObject(api, resources, endpointSlice(one, ports)));
    if (why !== undefined) throw new Error(`endpoints of ${one.service}: ${why}`);
  }
  return services;
}

/** A Service of the lab. */
export function labService(name: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  const ports = [{ name: 'http', port: 80, protocol: 'TCP' }];
  return kubeObject(
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'lab' }, spec: { ports, ...spec } },
    name,
  );
}

function manyAddresses(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: many }, (_, index) => [`many-${index}`, `10.42.201.${index + 1}`]),
  );
}

/** Address of the name that changed files have in addition. */
export const addedAddress = '192.0.2.99';

/** The files of a cluster with a name more in a zone of its own, or with a block that CoreDNS does not know. */
function changedFiles(
  { how, zone }: Pick<NamedCluster, 'how' | 'zone'>,
  broken: boolean,
): Readonly<Record<string, string>> {
  const files = how.pod.volumes[how.folder] ?? {};
  const line = broken ? 'nonsense' : `hosts /dev/null {\n        ${addedAddress} added.${zone}\n    }`;
  return { ...files, [how.blocks]: `${files[how.blocks] ?? ''}\nadded.${zone}:53 {\n    ${line}\n}\n` };
}
