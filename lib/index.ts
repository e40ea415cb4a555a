/** What cluster files are written with. */
export * from './components';
export { type Component, type ComponentPlan, declareComponent, planOf } from './component';
export { host } from './inventory';
export { type Cluster, type ClusterInput, defineCluster } from './plan';
export { placeholder } from './values';
