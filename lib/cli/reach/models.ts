import { hostModel, reachModel, type ReachModel } from '../../network';
import type { ClusterPlan } from '../../plan';
import { appsOf } from '../../synth';
import type { Problem } from '../../values';

/** The model of a cluster, and what of its policies cannot be read. */
export interface Modelled {
  readonly model: ReachModel;
  readonly warnings: readonly Problem[];
}

/** Makes the manifests of a cluster, and the model that answers questions about it. */
export function modelled(plan: ClusterPlan): Modelled {
  const warnings: Problem[] = [];
  const objects = appsOf(plan, new Map()).flatMap((app) => app.objects);
  const model = reachModel(hostModel(plan, objects), objects, (problem) => warnings.push(problem));
  return { model, warnings };
}
