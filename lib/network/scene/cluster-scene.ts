import type { ClusterPlan } from '../../plan';
import { type HostFlow } from '../host-flows';
import type { NodePort } from '../service-ports';
import { hostMachines } from './host-machines';
import { nodeMachines } from './node-machines';
import type { Scene } from './scene';
import { surroundings } from './surroundings';

/** The machines of a cluster and those around it, each with the rules that ship for it. */
export function clusterScene(
  { facts }: ClusterPlan,
  flows: readonly HostFlow[],
  nodePorts: readonly NodePort[],
): Scene {
  return {
    machines: [
      ...nodeMachines(facts, flows, nodePorts),
      ...hostMachines(facts, flows),
      ...surroundings(facts),
    ],
  };
}
