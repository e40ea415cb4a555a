import { type KubeObject, objectsOf } from '../component';
import { componentPolicies, defaultDeny, ownNamespaces } from '../network';
import type { ClusterPlan } from '../plan';

/** Every policy of a cluster. */
export function policiesOf(plan: ClusterPlan): readonly KubeObject[] {
  const addPolicies = componentPolicies(plan);
  return objectsOf({ kind: 'namespaces', name: 'namespaces' }, (chart) => {
    for (const { name } of ownNamespaces(plan)) defaultDeny(chart, name);
    for (const component of plan.components) addPolicies(chart, component);
  });
}
