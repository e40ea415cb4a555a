import { writeNetworkPolicy } from '../../policy/write/network-policy';
import type { PolicyWriter, WorkloadRules } from '../../policy/write/workload-rules';

/**
 * NetworkPolicies that open the flows of one workload for kube-router. It holds both directions of a policy against all its rules
 * (kube-router.ts): where a rule for ingress takes in the workload's own pods, one policy would let these out to each other as
 * well. Two policies, one for each direction, do not.
 */
export const writeForKubeRouter: PolicyWriter = (chart, rules, context) => {
  if (!takesInItself(rules)) {
    writeNetworkPolicy(chart, rules, context);
    return;
  }
  writeNetworkPolicy(chart, { ...rules, out: [] }, context, 'Ingress');
  // Without flows out of it, the policy that closes the namespace is enough.
  if (rules.out.length > 0) writeNetworkPolicy(chart, { ...rules, into: [] }, context, 'Egress');
};

/** Whether a rule for ingress may take in the workload's own pods though no flow of its own says so. */
function takesInItself({ into }: WorkloadRules): boolean {
  return into.some(
    ({ listener, flows }) =>
      listener.open !== 'declared' || flows.some(({ from }) => from.workload.hostNetwork),
  );
}
