import { type Connection, connectTo, endpointOf, kubernetesApi, type Workload } from '../../core';

/** Everything of Longhorn lives in this namespace: many of its parts look for it by this name. */
export const namespace = 'longhorn-system';

/** Labels of pods that the chart makes, of those that the driver deployer makes, and of those that managers make. */
const app = (name: string) => ({ app: name });
/** https://github.com/longhorn/longhorn-manager/blob/v1.12.1/types/types.go (GetLonghornLabelKey) */
const part = (key: string, value: string) => ({ [`longhorn.io/${key}`]: value });

/**
 * Its pods. What they say to each other has ports from 8500 to 30000 that they choose when they run, so a policy of the component
 * opens that within the namespace; here is what leads in and out.
 * @param backups connections to where backups go
 * @param tasks of the jobs: each pod of a job has its task as a label
 */
export function workloadsOf(
  component: string,
  backups: readonly Connection[],
  tasks: readonly string[],
): readonly Workload[] {
  const toManager = connectTo(
    endpointOf('http', 9500, {
      component,
      namespace,
      service: 'longhorn-backend',
      workload: 'manager',
      targetPort: 9500,
    }),
    'ask for volumes',
  );
  const uses = (why: string) => [kubernetesApi(why), toManager];
  const plain = { hostNetwork: false, listens: [] };
  return [
    {
      ...plain,
      name: 'manager',
      pods: app('longhorn-manager'),
      listens: [
        { name: 'manager', port: 9500, transport: 'tcp', open: 'declared' },
        { name: 'admission-wh', port: 9502, transport: 'tcp', open: 'kube-apiserver' },
        { name: 'recov-backend', port: 9503, transport: 'tcp', open: 'declared' },
      ],
      connects: [kubernetesApi('keep volumes as they are declared'), ...backups],
    },
    {
      ...plain,
      name: 'ui',
      pods: app('longhorn-ui'),
      listens: [{ name: 'http', port: 8000, transport: 'tcp', open: 'declared' }],
      connects: [toManager],
    },
    {
      ...plain,
      name: 'driver-deployer',
      pods: app('longhorn-driver-deployer'),
      connects: uses('install the CSI driver'),
    },
    {
      ...plain,
      name: 'csi-plugin',
      pods: app('longhorn-csi-plugin'),
      connects: uses('attach and mount volumes'),
    },
    ...['attacher', 'provisioner', 'resizer', 'snapshotter'].map((name) => ({
      ...plain,
      name: `csi-${name}`,
      pods: app(`csi-${name}`),
      connects: [kubernetesApi('watch claims and volumes')],
    })),
    {
      ...plain,
      name: 'instance-manager',
      pods: part('component', 'instance-manager'),
      connects: [...backups],
    },
    ...tasks.map((task) => ({
      ...plain,
      name: `${task}-jobs`,
      pods: part('job-task', task),
      connects: uses('snapshots and backups by schedule'),
    })),
    // Kubernetes labels the pods of a Job by its name, and the chart gives these no label of their own.
    ...['post-upgrade', 'uninstall'].map((name) => ({
      ...plain,
      name,
      pods: { 'batch.kubernetes.io/job-name': `longhorn-${name}` },
      connects: uses('upgrade and remove what Longhorn keeps in the API'),
    })),
  ];
}
