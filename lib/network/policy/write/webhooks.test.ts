import { field } from '../../../testing/field';
import { find } from '../../../testing/facts';
import { planned, smallCluster } from '../../../testing/clusters';
import { made, port, workloadOf } from '../../../testing/components';
import { policiesOf } from '../../../testing/policies';
import type { ClusterInput } from '../../../plan';

describe('a webhook is open to the API server, which a policy of Kubernetes knows by addresses only', () => {
  const hook = made({
    name: 'hook',
    plan: {
      workloads: [workloadOf('hook', { name: 'hook', listens: [port('hook', 9443, 'kube-apiserver')] })],
    },
  });
  const several = smallCluster([hook]);
  const openTo = (nodes: ClusterInput['nodes']) => {
    const policy = find(policiesOf(planned(smallCluster([hook], { nodes }))), 'NetworkPolicy', 'hook');
    return {
      from: field(policy['spec'], 'ingress', 0, 'from'),
      text: field(policy.metadata, 'annotations', 'asterism.dev/flows'),
    };
  };
  const server = { ipBlock: { cidr: '192.0.2.11/32' } };

  test('on a single node, its address is enough', () => {
    expect(openTo([{ name: 'ada', address: '192.0.2.11', role: 'server' }])).toEqual({
      from: [server],
      text: 'in 9443/tcp from kube-apiserver (hook)',
    });
  });

  test('on several nodes, it may call with any address of the pod network, and the policy says so', () => {
    const { from, text } = openTo(several.nodes);
    expect(from).toEqual([server, { ipBlock: { cidr: '10.42.0.0/16' } }]);
    expect(text).toContain('from kube-apiserver (hook), and from every pod: ');
  });
});
