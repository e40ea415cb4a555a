import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { ClusterPlan, PlannedComponent } from '../plan';
import { ciliumPolicy } from './cilium-policy';
import type { FlowTable } from './flows';
import { kubernetesPolicy, kubeRouterPolicies } from './kubernetes-policy';
import { isOwnNamespace } from './namespaces';
import type { WorkloadRules } from './rules';

/** The policy that lets nothing in or out of a namespace's pods; every other one opens what is declared. */
export function defaultDeny(chart: Chart, namespace: string): void {
  new k8s.KubeNetworkPolicy(chart, `default-deny-${namespace}`, {
    metadata: { name: 'default-deny', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
}

/** Makes the policies of one component: one a workload, with exactly the flows that are declared for it. */
export function componentPolicies(
  chart: Chart,
  component: PlannedComponent,
  plan: ClusterPlan,
  flows: FlowTable,
): void {
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
    if (!hasCilium(plan)) kubeRouterPolicies(chart, rules, plan.facts);
    else if (saysMore(rules)) ciliumPolicy(chart, rules, plan.facts);
    else kubernetesPolicy(chart, rules, plan.facts);
  }
}

function hasCilium(plan: ClusterPlan): boolean {
  return plan.components.some((component) => component.kind === 'cilium');
}

/** Cilium knows the API server and names on the internet as such, where Kubernetes knows addresses only. */
function saysMore({ out, into }: WorkloadRules): boolean {
  return (
    out.some(
      ({ to }) =>
        to.kind === 'kube-apiserver' ||
        to.kind === 'internet' ||
        to.kind === 'nodes' ||
        (to.kind === 'workload' && to.place.workload.hostNetwork),
    ) ||
    into.some(
      ({ listener, flows }) =>
        ['kube-apiserver', 'ingress', 'cluster'].includes(listener.open) ||
        flows.some(({ from }) => from.workload.hostNetwork),
    )
  );
}
