import type { PlainCluster } from './every-leaf';
import { plainKubernetes } from './plain-kubernetes';
import { plainPis } from './plain-pis';
import { plainVms } from './plain-vms';

/** Clusters in which every leaf of every shape is written. */
export const plainClusters: readonly PlainCluster[] = [plainVms, plainPis, plainKubernetes];
