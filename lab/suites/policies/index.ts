import { type Claim, suite } from '../../harness';
import { kernelAgrees, type Outcome, outcomeText, verdictOf } from './compare';
import { everyConnection } from './connections';
import { drawnCount, seed } from './drawn';
import { quirkCases } from './quirks';
import { judgeOf, startWorld, type World } from './world';

const shippedAgree: Claim<World> = {
  says: 'The kernel lets pass what the model says of every NetworkPolicy that k3s clusters with flannel ship, and nothing else',
  by: 'dist/ as committed, in a real API server; kube-router on two nodes, and for each workload a pod on both of them; every pair of pods, and each pod with both nodes and with addresses outside, on each port that a policy names and the next one, over tcp, udp and sctp',
  prove: async ({ network, shipped }) => {
    const lines: string[] = [];
    for (const one of shipped) {
      const connections = everyConnection(one.pods, one.outside, one.ports);
      const outcome = await kernelAgrees(network, judgeOf(one), connections);
      lines.push(`${one.name}: ${one.policies.length} policies, ${outcomeText(outcome, 100)}`);
    }
    return lines.join('; ');
  },
};

const quirkClaims = quirkCases(1).map(({ says, by, differs }, index): Claim<World> => ({
  says,
  by: `${by}; every connection among four pods, two nodes and three addresses, as the model says, and otherwise than the policy is written`,
  prove: async ({ network, quirks, judge, written }) => {
    const one = quirks[index];
    if (one === undefined) throw new Error('the world does not have the case');
    const connections = everyConnection(one.pods, one.outside, one.ports);
    const outcome = await kernelAgrees(network, judge, connections);
    const [here, there] = differs === 'more' ? ['allowed', 'blocked'] : ['blocked', 'allowed'];
    const other = connections.filter(
      (connection) => verdictOf(judge, connection) === here && verdictOf(written, connection) === there,
    );
    if (other.length === 0) throw new Error(`nothing is ${here} that the policy says is ${there}`);
    return `${outcomeText(outcome, 5)}; ${other.length} are ${here} against what the policy says`;
  },
}));

const drawnAgree: Claim<World> = {
  says: 'Whatever NetworkPolicies are drawn, kube-router in the kernel and the model agree',
  by: `${drawnCount} sets of three to six policies (seed ${seed}), each in two namespaces of its own with up to five pods: selectors, blocks with exceptions, ports by number, range and name; every pair, on five ports over tcp, udp and sctp`,
  prove: async ({ network, drawn, judge }) => {
    const connections = drawn.flatMap(({ pods, outside, ports }) => everyConnection(pods, outside, ports));
    const outcome: Outcome = await kernelAgrees(network, judge, connections);
    return `${drawn.flatMap(({ policies }) => policies).length} policies, ${outcomeText(outcome, 500)}`;
  },
};

export const policies = suite({
  name: 'policies',
  title:
    "NetworkPolicies in the kernel: kube-router 2.1.0's controller on two nodes, with iptables and ipset, pods as network namespaces",
  programs: ['kubernetes', 'kube-router'],
  tools: ['etcd', 'openssl', 'iptables', 'ipset', 'nsenter', 'bridge'],
  memory: 1.5,
  seconds: 80,
  start: startWorld,
  claims: [shippedAgree, ...quirkClaims, drawnAgree],
});
