import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { providersOf } from '../../../inventory';
import type { ClusterPlan, PlannedComponent } from '../../../plan';
import { declaredFlows } from '../../flows/flows';
import { givenPods } from '../../given-pods';
import { isOwnNamespace } from '../../namespaces';
import { pluginOf } from '../../cluster-plugin';
import type { PodSet, WorkloadRules } from './workload-rules';

/** The policy that lets nothing in or out of a namespace's pods; every other one opens what is declared. */
export function defaultDeny(chart: Chart, namespace: string): void {
  new k8s.KubeNetworkPolicy(chart, `default-deny-${namespace}`, {
    metadata: { name: 'default-deny', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** Makes the policies of one component in a chart. */
type ComponentPolicies = (chart: Chart, component: PlannedComponent) => void;

/** Gets ready to make the policies of components: one a workload, with exactly the flows that are declared for it. */
export function componentPolicies(plan: ClusterPlan): ComponentPolicies {
  const flows = declaredFlows(plan);
  const { writePolicies } = pluginOf(plan);
  const context = { facts: plan.facts, ingress: servingIngresses(plan) };
  return (chart, component) => {
    if (!isOwnNamespace(component.namespace)) return;
    for (const workload of component.workloads) {
      // Pods on the node's network answer with the node's address: no policy of Kubernetes sees them.
      if (workload.hostNetwork) continue;
      const place = { component, workload };
      const rules: WorkloadRules = {
        place,
        out: flows.outOf(place),
        into: workload.listens.map((listener) => ({ listener, flows: flows.into(place, listener) })),
      };
      writePolicies(chart, rules, context);
    }
  };
}

/**
 * The pods that serve Ingresses and Gateways, where they are pods on a network of their own: those of the distribution, and those
 * of a component with that role which take what comes from outside.
 */
function servingIngresses(plan: ClusterPlan): readonly PodSet[] {
  const given = givenPods(plan)
    .filter(({ role }) => role === 'ingress')
    .map(({ namespace, labels, selector = labels }) => ({ namespace, labels: selector }));
  const own = providersOf(plan.components, 'ingress').flatMap(({ namespace, workloads }) =>
    workloads
      .filter(({ hostNetwork, listens }) => !hostNetwork && listens.some(({ open }) => open === 'world'))
      .map(({ pods }) => ({ namespace, labels: pods })),
  );
  return [...given, ...own];
}
