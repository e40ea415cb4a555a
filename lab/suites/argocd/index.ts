import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import { committedTree } from '../../drivers/committed';
import { startUpstream } from '../../drivers/upstream';
import { suite } from '../../harness';
import { firstOrder, firstSync } from './first-sync';
import { tightProjects } from './tight-projects';
import type { World } from './world';

export const argocd = suite<World>({
  name: 'argocd',
  title:
    'Argo CD 3.5 with a real API server, controller manager, scheduler, Helm and git server; kubelets are simulated',
  programs: ['kubernetes', 'kwok', 'argo-cd', 'helm'],
  tools: ['etcd', 'redis', 'openssl'],
  start: async (scene) => {
    const tree = await committedTree(scene, ['.']);
    const upstream = await startUpstream(scene, tree);
    return { scene, tree, upstream, running: undefined, first: new Map() };
  },
  claims: [lan, pi, proxmox].flatMap((cluster) => [
    firstSync(cluster),
    firstOrder(cluster),
    tightProjects(cluster),
  ]),
});
