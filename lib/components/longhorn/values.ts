import type { ChartValue } from '../../core';
import { serverTaints } from '../server-taints';
import type { LonghornSettings } from './props';
import { targetUrl } from './target';

/** The values of the chart that differ from its defaults. */
export type LonghornValues = {
  /** Every node may mount a volume or hold one. Default: none. */
  readonly global: { readonly tolerations: ChartValue };
  /** Default: a Job before each upgrade, which Argo CD would run before the account of it is there. */
  readonly preUpgradeChecker: { readonly jobEnabled: false };
  /** Default: a class that binds at once and is the default of the cluster. */
  readonly persistence: { readonly createStorageClass: false };
  /** Default: a pod on a node looks for it. */
  readonly csi: { readonly kubeletRootDir: '/var/lib/kubelet' };
  readonly defaultSettings: {
    /** Default: every node gets a disk. Here it is those that are annotated, as the runbook says. */
    readonly createDefaultDiskLabeledNodes: true;
    /** The same tolerations for pods that managers make: `key:effect`, joined by semicolons. */
    readonly taintToleration: string;
    /** Default: on, for which the managers ask a server on the internet. */
    readonly upgradeChecker: false;
    readonly allowCollectingLonghornUsageMetrics: false;
  };
  readonly defaultBackupStore?: {
    readonly backupTarget: string;
    readonly backupTargetCredentialSecret?: string;
  };
  /** Requests and limits of the managers. Default: none. */
  readonly longhornManager: { readonly resources: ChartValue };
  /** Default: 2. */
  readonly longhornUI: { readonly replicas: 1 };
};

/** The values of the chart. */
export function longhornValues({ backup }: Pick<LonghornSettings, 'backup'>): LonghornValues {
  return {
    global: { tolerations: serverTaints.map((one) => ({ ...one, operator: 'Exists' })) },
    preUpgradeChecker: { jobEnabled: false },
    persistence: { createStorageClass: false },
    csi: { kubeletRootDir: '/var/lib/kubelet' },
    defaultSettings: {
      createDefaultDiskLabeledNodes: true,
      taintToleration: serverTaints.map(({ key, effect }) => `${key}:${effect}`).join('; '),
      upgradeChecker: false,
      allowCollectingLonghornUsageMetrics: false,
    },
    ...(backup !== undefined && {
      defaultBackupStore: {
        backupTarget: targetUrl(backup),
        ...(backup.to === 's3' && { backupTargetCredentialSecret: backup.secret }),
      },
    }),
    longhornManager: {
      resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    },
    longhornUI: { replicas: 1 },
  };
}
