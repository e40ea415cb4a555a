import type { HostFlow } from '../network';
import type { ClusterPlan } from '../plan';

/** What the renderers of host files read. */
export interface HostContext {
  readonly plan: ClusterPlan;
  /** Every connection between machines that the cluster needs. */
  readonly flows: readonly HostFlow[];
}
