import type { Scene } from '../../harness';
import type { ApiServer } from '../api-server';
import { serveApiAddress } from '../service-address';
import { type PolicyCluster, policyNodes } from './cluster';
import { type Connection, tryConnections } from './connect';
import { startKubeRouter } from './kube-router';
import { policyLayout } from './layout';
import { createCluster } from './objects';

/** A cluster whose pods are network namespaces, with kube-router on each node. */
export interface PolicyNetwork {
  readonly cluster: PolicyCluster;
  /** Tries connections. @returns for each whether it came through */
  readonly connect: (connections: readonly Connection[], milliseconds: number) => Promise<readonly boolean[]>;
}

/**
 * Builds a cluster: its objects in the API server, its nodes and pods as network namespaces, and kube-router on each node.
 * @param api an API server for this cluster alone
 */
export async function startPolicyNetwork(
  scene: Scene,
  api: ApiServer,
  cluster: PolicyCluster,
): Promise<PolicyNetwork> {
  await Promise.all([
    buildNamespaces(scene, cluster),
    serveApiAddress(scene, api),
    createCluster(api, cluster),
  ]);
  await Promise.all(policyNodes.map(({ peer }) => startKubeRouter(scene, api, peer.name)));
  return {
    cluster,
    connect: (connections, milliseconds) => tryConnections(scene, cluster.pods, connections, milliseconds),
  };
}

async function buildNamespaces(scene: Scene, cluster: PolicyCluster): Promise<void> {
  const { namespaces, wires, inside } = policyLayout(cluster);
  const batch = (lines: readonly string[], ...before: readonly string[]) =>
    scene.run('ip', [...before, '-batch', '-'], { input: `${lines.join('\n')}\n` });
  await batch(namespaces.map((name) => `netns add ${name}`));
  await batch(wires);
  // A node's lines make the cards of its pods.
  for (const { namespace, lines, peers = [] } of inside) {
    await batch(lines, '-n', namespace);
    if (peers.length > 0)
      await scene.run('bridge', ['-n', namespace, '-batch', '-'], { input: `${peers.join('\n')}\n` });
  }
  const settings = ['net/ipv4/ip_forward', 'net/bridge/bridge-nf-call-iptables'];
  for (const { peer } of policyNodes)
    await scene.run('ip', [
      ...['netns', 'exec', peer.name, 'sh', '-c'],
      settings.map((setting) => `echo 1 >/proc/sys/${setting}`).join(' && '),
    ]);
}
