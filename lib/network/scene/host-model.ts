import type { ClusterPlan } from '../../plan';
import { type HostFlow, hostFlows } from '../host-flows';
import { type Manifest, nodePortsOf } from '../node-ports';
import { type Ground, groundOf } from '../walk/ground';
import { clusterScene } from './cluster-scene';
import type { Scene } from './scene';

/** The machines of a cluster, what they have to let pass, and the rules that they apply. */
export interface HostModel {
  readonly plan: ClusterPlan;
  readonly flows: readonly HostFlow[];
  readonly scene: Scene;
  /** The scene, ready to be walked. */
  readonly ground: Ground;
}

/**
 * The model of a cluster's machines.
 * @param objects the cluster's manifests: their Services say which ports of the nodes are in use
 */
export function hostModel(plan: ClusterPlan, objects: readonly Manifest[]): HostModel {
  const nodePorts = nodePortsOf(objects);
  const flows = hostFlows(plan, nodePorts);
  return modelWith(plan, flows, clusterScene(plan, flows, nodePorts));
}

/** The model with another scene: other rules on the same machines. */
export function modelWith(plan: ClusterPlan, flows: readonly HostFlow[], scene: Scene): HostModel {
  return { plan, flows, scene, ground: groundOf(scene) };
}
