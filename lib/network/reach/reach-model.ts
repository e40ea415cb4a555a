import type { KubeObject } from '../../component';
import type { Report } from '../../values';
import { judgeFor, type Judge, readPolicies } from '../policy';
import type { HostModel } from '../scene/host-model';
import { surroundingsOf } from '../surroundings';

/** Everything that decides who reaches whom: the machines with their packet filters, and the policies of the cluster. */
export interface ReachModel {
  readonly hosts: HostModel;
  readonly judge: Judge;
}

/**
 * The model of a cluster.
 * @param objects the cluster's manifests, policies and Services among them
 * @param report takes what of the policies cannot be read
 */
export function reachModel(hosts: HostModel, objects: readonly KubeObject[], report: Report): ReachModel {
  return { hosts, judge: judgeFor(readPolicies(objects, report), surroundingsOf(hosts.plan)) };
}
