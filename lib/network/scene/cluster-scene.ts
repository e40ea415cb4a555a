import type { ClusterPlan } from '../../plan';
import { type HostFlow } from '../host-flows';
import type { NodePort } from '../service-ports';
import { calledAddresses } from './called-addresses';
import { givenPrograms } from './given-tables';
import { hostMachines } from './host-machines';
import { nodeMachines } from './node-machines';
import type { Scene } from './scene';
import { surroundings } from './surroundings';

/** The machines of a cluster and those around it, each with the rules that ship for it. */
export function clusterScene(
  plan: ClusterPlan,
  flows: readonly HostFlow[],
  nodePorts: readonly NodePort[],
): Scene {
  const { facts } = plan;
  return {
    machines: [
      ...nodeMachines(facts, flows, nodePorts, givenPrograms(plan)),
      ...hostMachines(facts, flows),
      ...surroundings(facts, calledAddresses(flows, facts)),
    ],
  };
}
