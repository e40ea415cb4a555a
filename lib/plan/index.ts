export { checkClusters } from './check-clusters';
export { type Cluster, type ClusterInput, defineCluster } from './cluster';
export type { PlannedWorkload } from './connection';
export { type ConnectionCheck, connectionChecks, type RefusedConnection } from './connection-checks';
export type { ClusterPlan, PlannedComponent } from './planned';
export { howToGet, providersIn } from './providers';
