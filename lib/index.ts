/** What cluster files are written with. */
export * from './components';
export {
  type Component,
  type ComponentPlan,
  componentLabels,
  declareComponent,
  endpointOf,
  keepData,
  planOf,
  pod,
  podLabels,
  postSyncHook,
  type PropsOf,
  resources,
  restrictedContainer,
  syncWave,
  type Workload,
} from './component';
export { type Endpoint, host } from './inventory';
export { dns, gateway, haproxy, iscDhcpd, kea, postgresql, postgresqlOn } from './machines';
export { type Cluster, type ClusterInput, defineCluster } from './plan';
export { placeholder } from './values';
