import type { KubeObject } from '../component';
import { hostFlows, nodePortsOf } from '../network';
import type { ClusterPlan } from '../plan';
import type { HostContext } from './context';
import { firewallFiles } from './firewall-files';
import type { HostFile } from './host-file';
import { runbookFiles } from './runbook-files';

/**
 * Every file of the machines beneath a cluster.
 * @param objects the cluster's manifests: their Services say which ports of the nodes are in use
 */
export function hostFiles(plan: ClusterPlan, objects: readonly KubeObject[]): readonly HostFile[] {
  const context: HostContext = { plan, flows: hostFlows(plan, nodePortsOf(objects)) };
  return [...firewallFiles(context), ...runbookFiles(context)];
}
