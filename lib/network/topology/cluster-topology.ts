import type { ClusterPlan } from '../../plan';
import type { HostFlow } from '../flows/zone';
import { pluginOf, translationOf } from '../cluster-plugin';
import type { PacketFilters } from '../firewall/packet-filter';
import type { NodePort } from '../service-ports';
import { calledAddresses } from './called-addresses';
import { hostMachines } from './host-machines';
import { nodeMachines } from './node-machines';
import type { Topology } from './topology';
import { surroundings } from './surroundings';

/** The machines of a cluster and those around it, each with the rules that ship for it. */
export function clusterTopology(
  plan: ClusterPlan,
  flows: readonly HostFlow[],
  filters: PacketFilters,
  nodePorts: readonly NodePort[],
): Topology {
  const { facts } = plan;
  const programs = { packets: pluginOf(plan).packets, services: translationOf(plan)?.table };
  return {
    machines: [
      ...nodeMachines(facts, filters, nodePorts, programs),
      ...hostMachines(facts, filters),
      ...surroundings(facts, calledAddresses(flows, facts)),
    ],
  };
}
