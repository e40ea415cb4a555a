import type { KubeObject } from '../../component';
import { machineModel } from '../../machines';
import { namespacesAsked, reachModel, type ReachModel } from '../../network';
import type { ClusterPlan } from '../../plan';
import { componentObjects, namespaceObjects } from '../../synth';
import type { Problem } from '../../values';
import type { Chosen } from './choose';

/** The model of a cluster, and what of its policies cannot be read. */
export interface Modelled {
  readonly model: ReachModel;
  readonly warnings: readonly Problem[];
}

/** The model that answers every question about a cluster. */
export function modelOfAll(plan: ClusterPlan): Modelled {
  const warnings: Problem[] = [];
  const own = componentObjects(plan, (problem) => warnings.push(problem));
  return modelled(plan, [...own, ...namespaceObjects(plan, () => true)], warnings);
}

/** The model that answers one question: policies of namespaces that have no say in it are not made. */
export function modelFor({ plan, from, to }: Chosen): Modelled {
  const warnings: Problem[] = [];
  const own = componentObjects(plan, (problem) => warnings.push(problem));
  const asked = namespacesAsked(plan, own, { from, to });
  return modelled(plan, [...own, ...namespaceObjects(plan, (namespace) => asked.has(namespace))], warnings);
}

function modelled(plan: ClusterPlan, objects: readonly KubeObject[], warnings: Problem[]): Modelled {
  const model = reachModel(machineModel(plan, objects), objects, (problem) => warnings.push(problem));
  return { model, warnings };
}
