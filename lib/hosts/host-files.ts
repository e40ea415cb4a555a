import type { KubeObject } from '../component';
import { filterTable, hostFlows, nodePortsOf } from '../network';
import type { ClusterPlan } from '../plan';
import type { HostFile } from './host-file';
import { nftablesFile } from './nftables';

/**
 * Every file of the machines beneath a cluster.
 * @param objects the cluster's manifests: their Services say which ports of the nodes are in use
 */
export function hostFiles(plan: ClusterPlan, objects: readonly KubeObject[]): readonly HostFile[] {
  const { facts } = plan;
  const flows = hostFlows(plan, nodePortsOf(objects));
  return [
    ...facts.nodes
      .filter((node) => node.machine?.kind === 'vm')
      .map((node) => ({
        path: `${node.name}/nftables.nft`,
        text: nftablesFile(filterTable({ kind: 'node', node }, flows, facts), facts),
      })),
    ...facts.hosts
      .filter((host) => host.system === 'nixos')
      .map((host) => ({
        path: `${host.name}/nftables.nft`,
        text: nftablesFile(filterTable({ kind: 'host', host }, flows, facts), facts),
      })),
  ];
}
