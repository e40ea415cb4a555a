import { lan, pi, proxmox } from '../../examples';
import { committedTree } from '../../drivers/committed';
import { startUpstream } from '../../drivers/upstream';
import { type Claim, needing, suite } from '../../harness';
import { everyObject, storedAsShipped } from '../api/object-claims';
import { podsTaken } from '../api/pod-claims';
import { projectsFit } from '../charts';
import { manifestsRead } from '../yaml';
import { quietCommit, renamedObject, selfHeal } from './commits';
import { rollingHolds, switchToRolling, wavesLetThrough } from './delivery';
import { firstOrder, firstSync, type Start } from './first-sync';
import { hookRuns, hooksRest } from './hooks';
import { removedComponents } from './removal';
import { tightProjects } from './tight-projects';
import type { World } from './world';

const rolling = { cluster: proxmox, label: 'proxmox, rolling', change: switchToRolling };

const renamed = renamedObject(lan, 'first-pool', 'second-pool');
const removed = removedComponents({ cluster: proxmox, label: proxmox.name });

export const argocd = suite<World>({
  name: 'argocd',
  title:
    'Argo CD 3.5 with a real API server, controller manager, scheduler, Helm and git server; kubelets are simulated',
  programs: ['kubernetes', 'definitions', 'kwok', 'argo-cd', 'helm'],
  tools: ['etcd', 'redis', 'openssl'],
  memory: 2.4,
  seconds: 640,
  restsOn: [manifestsRead, projectsFit, everyObject, storedAsShipped, podsTaken],
  start: async (scene) => {
    const tree = await committedTree(scene, ['.']);
    const upstream = await startUpstream(scene, tree);
    return { scene, tree, upstream, running: undefined, first: new Map(), jobs: undefined };
  },
  claims: [
    ...brought({ cluster: lan, label: lan.name }, [tightProjects(lan), quietCommit(lan), renamed]),
    ...brought({ cluster: pi, label: pi.name }, [tightProjects(pi), quietCommit(pi)]),
    ...brought({ cluster: proxmox, label: proxmox.name }, [
      hookRuns(proxmox),
      tightProjects(proxmox),
      quietCommit(proxmox),
      selfHeal(proxmox),
      ...needing([hookRuns(proxmox)], [hooksRest(proxmox)]),
      wavesLetThrough(proxmox),
      // What is not pruned under another name is not pruned here either.
      ...needing([renamed], [removed]),
    ]),
    ...brought(rolling, [
      ...needing([firstOrder(rolling)], [rollingHolds(proxmox)]),
      ...needing([removed], [removedComponents(rolling)]),
    ]),
  ],
});

/** Claims of a cluster that is brought up: without its first sync none of the others can be tried. */
function brought(start: Start, others: readonly Claim<World>[]): readonly Claim<World>[] {
  const first = firstSync(start);
  return [first, ...needing([first], [firstOrder(start), ...others])];
}
