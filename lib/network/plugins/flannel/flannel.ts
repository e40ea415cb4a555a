import type { Chart } from 'cdk8s';
import { onlyPodsMasquerade } from '../../firewall/masquerade';
import type { NetworkPlugin } from '../../plugin';
import { writeNetworkPolicy } from '../../policy/write/network-policy';
import type { WorkloadRules, WriteContext } from '../../policy/write/workload-rules';
import { kubeRouter } from './kube-router';

/**
 * flannel as k3s brings it: VXLAN between the nodes, and kube-router, a controller within k3s, for NetworkPolicies. kube-proxy
 * translates Services. https://docs.k3s.io/networking/basic-network-options and
 * https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md#vxlan
 */
export const flannel: NetworkPlugin = {
  title: 'flannel',
  packets: {
    podDevice: 'cni0',
    tunnel: { device: 'flannel.1', port: 8472, place: 0 },
    // https://github.com/flannel-io/flannel/blob/master/pkg/trafficmngr
    masquerade: { table: 'flannel', rules: onlyPodsMasquerade },
  },
  flows: [],
  policies: kubeRouter,
  writePolicies: writeForKubeRouter,
  proxies: () => [],
};

/**
 * NetworkPolicies that open the flows of one workload for kube-router. It holds both directions of a policy against all its rules
 * (kube-router.ts): where a rule for ingress takes in the workload's own pods, one policy would let these out to each other as
 * well. Two policies, one for each direction, do not.
 */
function writeForKubeRouter(chart: Chart, rules: WorkloadRules, context: WriteContext): void {
  if (!takesInItself(rules)) {
    writeNetworkPolicy(chart, rules, context);
    return;
  }
  writeNetworkPolicy(chart, { ...rules, out: [] }, context, 'Ingress');
  // Without flows out of it, the policy that closes the namespace is enough.
  if (rules.out.length > 0) writeNetworkPolicy(chart, { ...rules, into: [] }, context, 'Egress');
}

/** Whether a rule for ingress may take in the workload's own pods though no flow of its own says so. */
function takesInItself({ into }: WorkloadRules): boolean {
  return into.some(
    ({ listener, flows }) =>
      listener.open !== 'declared' || flows.some(({ from }) => from.workload.hostNetwork),
  );
}
