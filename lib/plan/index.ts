export { checkClusters } from './check-clusters';
export { type Cluster, type ClusterInput, defineCluster, withContents } from './cluster';
export type { PlannedWorkload } from './connection';
export { type ConnectionCheck, connectionChecks, type RefusedConnection } from './connection-checks';
export type { ClusterPlan, FolderContent, FoundObject, PlannedComponent } from './planned';
export { howToGet, providersIn } from './providers';
