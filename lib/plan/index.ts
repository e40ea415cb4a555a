export { checkClusters } from './check-clusters';
export { type Cluster, type ClusterInput, defineCluster } from './cluster';
export type { PlannedWorkload } from './connection';
export type { ClusterPlan, PlannedComponent } from './planned';
