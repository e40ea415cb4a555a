import { type MachineModel, hostModel, hostModelWith, type Manifest, type ReadService } from '../network';
import type { ClusterPlan } from '../plan';
import { traits } from './catalogue';
import { filterMakers } from './running';

/**
 * The model of a cluster's machines, with the packet filters that follow from them.
 * @param objects the cluster's manifests: their Services say which ports of the nodes are in use
 */
export function machineModel(plan: ClusterPlan, objects: readonly Manifest[]): MachineModel {
  return hostModel(plan, objects, filterMakers(traits));
}

/** The same where the Services have been read. */
export function machineModelWith(
  plan: ClusterPlan,
  services: readonly (ReadService & { readonly object: Manifest })[],
  objects: readonly Manifest[],
): MachineModel {
  return hostModelWith(plan, services, objects, filterMakers(traits));
}
