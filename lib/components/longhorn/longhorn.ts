import {
  claim,
  type Component,
  createdKinds,
  dataKinds,
  declareComponent,
  machineFiles,
  nixosModules,
  nodePlacements,
  planOf,
  runbookSteps,
  storageClasses,
  verifyStages,
} from '../../core';
import { charts } from '../versions';
import { checkLonghorn } from './check';
import { nodeFiles, nodeModule, nodeStages, nodeSteps } from './nodes';
import { addObjects } from './objects';
import { type LonghornProps, longhornProps } from './props';
import { targetConnections, targetSecrets } from './target';
import { longhornValues } from './values';
import { namespace, workloadsOf } from './workloads';

/** Kinds that the chart defines beside RecurringJob, and that people write. */
const kinds = [
  'Backup',
  'BackupTarget',
  'Node',
  'Setting',
  'Snapshot',
  'SystemBackup',
  'SystemRestore',
  'Volume',
];

/**
 * Longhorn: volumes with copies on the disks of several nodes, which outlive a node. The runbook prepares each node for it before
 * the first workload. Volumes can be mounted on one node at a time: `ReadWriteMany` would need NFS from every node to pods.
 * @example
 * longhorn({
 *   disks: [{ nodes: { 'storage-type': 'nvme' }, tags: ['nvme'] }],
 *   classes: [{ name: 'longhorn-nvme', replicas: 2, tags: ['nvme'] }],
 *   jobs: [{ name: 'daily', task: 'snapshot', schedule: '0 3 * * *' }],
 * })
 */
export function longhorn(props: LonghornProps): Component {
  return declareComponent({ kind: 'longhorn', namespace }, longhornProps, props, (settings, context) => {
    checkLonghorn(settings, context);
    const { name, classes, jobs, backup, disks } = settings;
    const { facts } = context;
    return planOf({
      workloads: workloadsOf(name, targetConnections(backup, facts), [
        ...new Set(jobs.map(({ task }) => task)),
      ]),
      secrets: targetSecrets(backup),
      defines: kinds.map((kind) => ({ group: 'longhorn.io', kind, namespaced: true })),
      claims: [
        claim(dataKinds, { group: 'longhorn.io', kind: 'Volume' }),
        ...classes.map((one, index) =>
          claim(
            storageClasses,
            {
              name: one.name,
              isDefault: one.isDefault,
              otherwise: `drop isDefault of class ${one.name} of ${name}`,
              binding: one.binding,
              access: ['ReadWriteOnce', 'ReadWriteOncePod'],
            },
            `.classes[${index}]`,
          ),
        ),
        ...disks.map(({ nodes }, index) => claim(nodePlacements, nodes, `.disks[${index}].nodes`)),
        claim(machineFiles, nodeFiles),
        claim(nixosModules, nodeModule),
        claim(runbookSteps, (run) => nodeSteps(run, settings)),
        claim(verifyStages, nodeStages),
      ],
      // Managers and the CSI plugin mount devices and folders of the node, and run privileged for that.
      podSecurity: 'privileged',
      upstream: {
        kind: 'helm',
        ...charts.longhorn,
        release: 'longhorn',
        values: longhornValues(settings),
        creates: createdKinds({
          '': [
            'apiextensions.k8s.io/CustomResourceDefinition',
            'rbac.authorization.k8s.io/ClusterRole',
            'rbac.authorization.k8s.io/ClusterRoleBinding',
            'scheduling.k8s.io/PriorityClass',
          ],
          [namespace]: [
            '/ConfigMap',
            '/Service',
            '/ServiceAccount',
            'apps/DaemonSet',
            'apps/Deployment',
            'batch/Job',
            'networking.k8s.io/NetworkPolicy',
            'rbac.authorization.k8s.io/Role',
            'rbac.authorization.k8s.io/RoleBinding',
          ],
        }),
        serverSideApply: false,
      },
      build: (chart) => {
        addObjects(chart, settings);
      },
    });
  });
}
