import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import { committedTree } from '../../drivers/committed';
import { startUpstream } from '../../drivers/upstream';
import { suite } from '../../harness';
import { quietCommit, renamedObject, selfHeal } from './commits';
import { rollingHolds, switchToRolling, wavesLetThrough } from './delivery';
import { firstOrder, firstSync } from './first-sync';
import { hookRuns, hooksRest } from './hooks';
import { removedComponents } from './removal';
import { tightProjects } from './tight-projects';
import type { World } from './world';

const rolling = { cluster: proxmox, label: 'proxmox, rolling', change: switchToRolling };

export const argocd = suite<World>({
  name: 'argocd',
  title:
    'Argo CD 3.5 with a real API server, controller manager, scheduler, Helm and git server; kubelets are simulated',
  programs: ['kubernetes', 'kwok', 'argo-cd', 'helm'],
  tools: ['etcd', 'redis', 'openssl'],
  memory: 2.4,
  seconds: 550,
  start: async (scene) => {
    const tree = await committedTree(scene, ['.']);
    const upstream = await startUpstream(scene, tree);
    return { scene, tree, upstream, running: undefined, first: new Map(), jobs: undefined };
  },
  claims: [
    ...[lan, pi, proxmox].flatMap((cluster) => [
      firstSync({ cluster, label: cluster.name }),
      firstOrder({ cluster, label: cluster.name }),
      ...(cluster === proxmox ? [hookRuns(proxmox)] : []),
      tightProjects(cluster),
      quietCommit(cluster),
      ...(cluster === lan ? [renamedObject(lan, 'first-pool', 'second-pool')] : []),
    ]),
    selfHeal(proxmox),
    hooksRest(proxmox),
    wavesLetThrough(proxmox),
    removedComponents({ cluster: proxmox, label: 'proxmox' }),
    firstSync(rolling),
    firstOrder(rolling),
    rollingHolds(proxmox),
    removedComponents(rolling),
  ],
});
