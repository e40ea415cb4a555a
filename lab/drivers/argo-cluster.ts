import { storageClasses } from '../../lib/component';
import { claimsOf } from '../../lib/inventory';
import type { Cluster, ClusterPlan } from '../../lib/plan';
import type { Scene, Server } from '../harness';
import { type ApiAddress, type ApiServer, startApiServer } from './api-server';
import { type ArgoCd, startArgoCd } from './argo-cd';
import { followBootstrapPage } from './bootstrap-page';
import { shippedObjects } from './committed';
import { startControlPlane } from './control-plane';
import { definitionsOfProduct, loadDefinitions } from './definitions';
import { startKubelets } from './kubelets';
import { playOperators } from './operators';
import type { Trust } from './internet';
import { versionsIn } from './sources';
import { recordSyncs, type SyncRecord } from './sync-record';

/** A cluster that Argo CD keeps. */
export interface ArgoCluster {
  readonly name: string;
  readonly api: ApiServer;
  readonly kubelets: Server;
  readonly argoCd: ArgoCd;
  /** Headings of the bootstrap page, in order. */
  readonly steps: readonly string[];
  readonly stop: () => Promise<void>;
}

/**
 * Starts an empty cluster with the nodes that the facts name, and brings Argo CD to it by the commands of its bootstrap
 * page, while a record of its first syncs is taken. Argo CD's parts run beside the API server, with the configuration that the chart's stand-in puts into the cluster.
 */
export async function startArgoCluster(
  scene: Scene,
  cluster: Cluster,
  tree: string,
  trust: Trust,
): Promise<{ readonly running: ArgoCluster; readonly record: SyncRecord }> {
  const { name } = cluster;
  const { api, kubelets, stop } = await startEmptyCluster(scene, cluster);
  let argoCd: ArgoCd | undefined;
  const record = recordSyncs(api);
  scene.atEnd(record.stop);
  const steps = await followBootstrapPage(scene, api, tree, name, trust, async (heading) => {
    if (heading.includes('cilium')) {
      const versions = versionsIn(shippedObjects(tree, name).map(({ object }) => object));
      // No chart brings these: Cilium's operator makes them when it starts.
      await loadDefinitions(api, definitionsOfProduct(scene, 'cilium', versions));
      await acceptGatewayClasses(api);
    }
    if (!heading.includes('argo-cd')) return;
    await giveServerKey(api);
    argoCd = await startArgoCd(scene, api, name, trust);
  });
  if (argoCd === undefined) throw new Error(`${name}: its bootstrap page does not install Argo CD`);
  const started = argoCd;
  const running: ArgoCluster = {
    name,
    api,
    kubelets,
    argoCd: started,
    steps,
    stop: async () => {
      await started.stop();
      await stop();
    },
  };
  return { running, record };
}

/** A cluster with nothing in it but what its distribution brings. */
export type EmptyCluster = Pick<ArgoCluster, 'api' | 'kubelets' | 'stop'>;

/**
 * Starts the API server, the controllers and the scheduler of a cluster, and simulates the nodes that the facts name.
 * @param at where the API server listens. @default a free port of the loopback address
 */
export async function startEmptyCluster(
  scene: Scene,
  cluster: Cluster,
  at?: ApiAddress,
): Promise<EmptyCluster> {
  const { name, plan } = cluster;
  if (plan === undefined) throw new Error(`${name}: the cluster cannot be planned`);
  const api = await startApiServer(scene, name, at);
  const controlPlane = await startControlPlane(scene, api, name);
  await prepareStorage(api, plan);
  const nodes = plan.facts.nodes.map(({ name: node, address, labels }) => ({
    name: node,
    address: String(address),
    labels,
  }));
  const kubelets = await startKubelets(scene, api, name, nodes);
  const stopOperators = playOperators(scene, api);
  return {
    api,
    kubelets,
    stop: async () => {
      await stopOperators();
      await Promise.all([kubelets, ...controlPlane].map((server) => server.stop(2)));
      await api.stop();
    },
  };
}

/** What Cilium's operator says of the classes that are its own. */
async function acceptGatewayClasses(api: ApiServer): Promise<void> {
  const { stdout } = await api.kubectl(['get', 'gatewayclasses', '-o', 'name'], { codes: [0, 1] });
  const accepted = {
    ...{ type: 'Accepted', status: 'True', reason: 'Accepted', message: 'by the lab' },
    ...{ lastTransitionTime: new Date().toISOString(), observedGeneration: 1 },
  };
  for (const name of stdout.split('\n').filter((line) => line !== ''))
    await api.kubectl([
      ...['patch', name, '--subresource', 'status', '--type', 'merge', '--patch'],
      JSON.stringify({ status: { conditions: [accepted] } }),
    ]);
}

/** What no shipped object brings: the storage classes of k3s, and the volumes that provisioners would make. */
async function prepareStorage(api: ApiServer, plan: ClusterPlan): Promise<void> {
  const brought = claimsOf(plan.facts.distribution, storageClasses).map(({ value: { name, isDefault } }) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      annotations: { 'storageclass.kubernetes.io/is-default-class': String(isDefault) },
    },
    provisioner: 'rancher.io/local-path',
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
  }));
  const volumes = claimsOf(plan, storageClasses).flatMap(({ value: { name: storageClassName } }) =>
    [1, 2, 3].map((number) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${storageClassName}-${number}` },
      spec: {
        capacity: { storage: '1Ti' },
        accessModes: ['ReadWriteOnce'],
        storageClassName,
        persistentVolumeReclaimPolicy: 'Retain',
        hostPath: { path: `/var/lib/volumes/${storageClassName}-${number}` },
      },
    })),
  );
  await api.kubectl(['apply', '-f', '-'], {
    input: [...brought, ...volumes].map((object) => JSON.stringify(object)).join('\n---\n'),
  });
}

/** What Argo CD's API server writes into its Secret when it starts for the first time; it does not run here. */
async function giveServerKey(api: ApiServer): Promise<void> {
  await api.kubectl([
    ...['--namespace', 'argocd', 'patch', 'secret', 'argocd-secret', '--type', 'merge', '--patch'],
    JSON.stringify({ stringData: { 'server.secretkey': 'lab' } }),
  ]);
}
