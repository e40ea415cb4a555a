import type { Shipped } from './committed';

/**
 * Kinds in the order in which Argo CD applies them within a wave; all others come after these. From gitops-engine,
 * `pkg/sync/sync_tasks.go`, as far as it can matter here.
 */
const kindOrder = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'Ingress',
];

const phases = ['PreSync', 'Sync', 'PostSync'];

/**
 * The objects of a cluster in the order in which they come to it: first what a person applies at bootstrap, then wave by
 * wave the Applications of the root, each followed by its objects, phase by phase and wave by wave.
 * @throws when an object's Application does not ship, or a wave is not a number
 */
export function waveOrder(shipped: readonly Shipped[]): readonly Shipped[] {
  const waves = new Map(
    shipped
      .filter(({ app, object }) => app === 'root' && object.kind === 'Application')
      .map((one) => [one.object.metadata.name, waveOf(one)]),
  );
  const place = (one: Shipped): readonly (number | string)[] => {
    const own = waveOf(one);
    const last = [rank(one.object.kind), one.object.metadata.name];
    if (one.path.includes('/bootstrap/')) return [-Infinity, 0, '', 0, own, ...last];
    if (one.app === 'root') return [own, 0, '', 0, 0, ...last];
    const wave = waves.get(one.app);
    if (wave === undefined) throw new Error(`${one.path}: no Application ${one.app} ships`);
    return [wave, 1, one.app, phaseOf(one), own, ...last];
  };
  return shipped
    .map((one) => ({ one, at: place(one) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ one }) => one);
}

function waveOf({ path, object }: Shipped): number {
  const text = object.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0';
  const wave = Number(text);
  if (!Number.isInteger(wave)) throw new Error(`${path}: the wave "${text}" is not a whole number`);
  return wave;
}

function phaseOf({ path, object }: Shipped): number {
  const phase = object.metadata.annotations?.['argocd.argoproj.io/hook'] ?? 'Sync';
  if (!phases.includes(phase)) throw new Error(`${path}: the hook ${phase} is unknown here`);
  return phases.indexOf(phase);
}

function rank(kind: string): number {
  const index = kindOrder.indexOf(kind);
  return index < 0 ? kindOrder.length : index;
}

function compare(left: readonly (number | string)[], right: readonly (number | string)[]): number {
  for (const [index, a] of left.entries()) {
    const b = right[index];
    if (a === b || b === undefined) continue;
    return a < b ? -1 : 1;
  }
  return 0;
}
