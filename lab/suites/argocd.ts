import { lan } from '../../clusters/lan';
import { pi } from '../../clusters/pi';
import { proxmox } from '../../clusters/proxmox';
import { applications, waitSettled } from '../drivers/applications';
import { startArgoCluster } from '../drivers/argo-cluster';
import { committedTree, shippedObjects } from '../drivers/committed';
import { startUpstream } from '../drivers/upstream';
import { suite } from '../harness';

export const argocd = suite({
  name: 'argocd',
  title:
    'Argo CD with a real API server, controller manager, scheduler and git server, and simulated kubelets',
  programs: ['kubernetes', 'kwok', 'argo-cd', 'helm'],
  tools: ['etcd', 'redis', 'openssl'],
  start: async (scene) => {
    const tree = await committedTree(scene);
    const upstream = await startUpstream(scene, tree);
    return { scene, tree, upstream };
  },
  claims: [lan].map((cluster) => ({
    says: `every Application of ${cluster.name} becomes Synced and Healthy`,
    by: 'x',
    limit: 300,
    prove: async ({ scene, tree, upstream }) => {
      const running = await startArgoCluster(scene, cluster, tree, upstream.trust);
      const names = shippedObjects(tree, cluster.name)
        .filter(({ object }) => object.kind === 'Application')
        .map(({ object }) => object.metadata.name);
      try {
        const all = await waitSettled(running.api, names, 200);
        return `${all.size} Applications`;
      } finally {
        await running.stop();
      }
    },
  })),
});
