/** A taint that pods tolerate. */
export interface Toleration {
  readonly key: string;
  readonly effect: 'NoSchedule' | 'NoExecute';
}

/**
 * Taints by which distributions keep other pods off servers. What has to run on every node tolerates them.
 * https://docs.k3s.io/advanced#node-labels-and-taints https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const serverTaints: readonly Toleration[] = [
  { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
  { key: 'CriticalAddonsOnly', effect: 'NoExecute' },
];
