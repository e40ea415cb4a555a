import type { Json, KubeObject, Listener } from '../../../component';
import { ciliumCluster, smallCluster } from '../../../testing/clusters';
import { caller, made, port, workloadOf } from '../../../testing/components';
import { networkPolicy } from '../../../testing/policy-ends';
import { asked, modelOf } from '../../../testing/reach';
import type { ClusterInput } from '../../../plan';
import type { Verdict } from '../trial';

/** Pods that listen on 8080 behind Service `shop/front`, which offers 80, and 30080 on every node. */
const shop = (open: Listener['open']) =>
  made({
    name: 'shop',
    plan: { workloads: [workloadOf('shop', { name: 'web', listens: [port('http', 8080, open)] })] },
  });

const front = (spec: Readonly<Record<string, Json>> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: {
    selector: { 'app.kubernetes.io/instance': 'shop' },
    ports: [{ port: 80, nodePort: 30080, targetPort: 'http' }],
    ...spec,
  },
});
const local = { externalTrafficPolicy: 'Local' };
const balanced = { externalIPs: ['192.0.2.99'] };

/** A policy that lets a block of addresses in to the pods. */
const admits = (cidr: string, to = 8080): KubeObject =>
  networkPolicy(
    { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }], ports: [{ port: to }] }] },
    'shop',
  );
const [internet, nodes, tunnels] = ['203.0.113.0/24', '192.0.2.0/24', '10.42.0.0/16'];

/** Pods that no policy keeps from calling. */
const other = caller('other', [], 'default');
const oneNode = { nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' as const }] };
const flannel = (open: Listener['open'], ...facts: Parameters<typeof smallCluster>[1][]) =>
  smallCluster([shop(open), other], ...facts);
const cilium = (open: Listener['open']) => ciliumCluster([shop(open), other]);

type Case = readonly [string, ClusterInput, readonly KubeObject[], string, string, number, Verdict];

test.each<Case>([
  [
    'a port of a node leads to pods whose policy is closed: what comes to them is held against it',
    flannel('declared'),
    [front()],
    'internet',
    'ada',
    30080,
    'blocked',
  ],
  [
    'a port of a node leads to pods that are open to the world',
    flannel('world'),
    [front()],
    'internet',
    'ada',
    30080,
    'allowed',
  ],
  [
    'pods on the node that is asked see the caller, those on others see the node: a rule for the caller alone is not enough',
    flannel('declared'),
    [front(), admits(internet)],
    '203.0.113.9',
    'ada',
    30080,
    'unknown',
  ],
  [
    'nor is one for the nodes alone',
    flannel('declared'),
    [front(), admits(tunnels)],
    'internet',
    'ada',
    30080,
    'unknown',
  ],
  [
    'both together are',
    flannel('declared'),
    [front(), admits(internet), { ...admits(tunnels), metadata: { name: 'q', namespace: 'shop' } }],
    '203.0.113.9',
    'ada',
    30080,
    'allowed',
  ],
  [
    'with one node, its pods see the caller',
    flannel('declared', oneNode),
    [front(), admits(internet)],
    '203.0.113.9',
    'ada',
    30080,
    'allowed',
  ],
  [
    'externalTrafficPolicy Local: where no pod runs on the node that is asked, it drops the packet',
    flannel('world'),
    [front(local)],
    'internet',
    'bob',
    30080,
    'unknown',
  ],
  [
    'externalTrafficPolicy Local keeps the source: a rule for nodes does not let the internet in',
    flannel('declared'),
    [front(local), admits(tunnels)],
    'internet',
    'bob',
    30080,
    'blocked',
  ],
  [
    'externalTrafficPolicy Local on the one node there is: the caller is seen',
    flannel('declared', oneNode),
    [front(local), admits(internet)],
    '203.0.113.9',
    'ada',
    30080,
    'allowed',
  ],
  [
    "a load balancer's address leads to closed pods",
    flannel('declared'),
    [front(balanced)],
    'internet',
    '192.0.2.99',
    80,
    'blocked',
  ],
  [
    "a load balancer's address leads to open pods",
    flannel('world'),
    [front(balanced)],
    'internet',
    '192.0.2.99',
    80,
    'allowed',
  ],
  [
    'a load balancer with Local announces its address where a pod is, and keeps the source',
    flannel('declared'),
    [front({ ...balanced, ...local }), admits(internet)],
    '203.0.113.9',
    '192.0.2.99',
    80,
    'allowed',
  ],
  [
    'a Service has no other port',
    flannel('world'),
    [front(balanced)],
    'internet',
    '192.0.2.99',
    81,
    'blocked',
  ],
  [
    'a pod that calls a port of a node is seen as itself, as its node or as that node; none of them may come in',
    flannel('declared'),
    [front()],
    'other',
    'ada',
    30080,
    'blocked',
  ],
  [
    'what a node sends to a port of another node has its own address for the pods there',
    flannel('declared'),
    [front(), admits(nodes)],
    'bob',
    'ada',
    30080,
    'unknown',
  ],
  [
    'and the address of the tunnel of the node that is asked for the pods elsewhere',
    flannel('declared'),
    [front(), admits(nodes), { ...admits(tunnels), metadata: { name: 'q', namespace: 'shop' } }],
    'bob',
    'ada',
    30080,
    'allowed',
  ],
  [
    'pods that call their own cluster through Cilium are known as themselves',
    cilium('declared'),
    [front(), admits(nodes), admits(tunnels)],
    'other',
    'ada',
    30080,
    'blocked',
  ],
  [
    'Cilium holds what comes by a port of a node against policies too',
    cilium('declared'),
    [front()],
    'internet',
    'ada',
    30080,
    'blocked',
  ],
  [
    'Cilium knows the world by its identity, wherever the pod runs',
    cilium('world'),
    [front()],
    'internet',
    'ada',
    30080,
    'allowed',
  ],
  [
    'Cilium knows an address only on the node that was asked',
    cilium('declared'),
    [front(), admits(internet)],
    '203.0.113.9',
    'ada',
    30080,
    'unknown',
  ],
  [
    'Cilium with Local keeps the address',
    cilium('declared'),
    [front({ ...balanced, ...local }), admits(internet)],
    '203.0.113.9',
    '192.0.2.99',
    80,
    'allowed',
  ],
  [
    'a Service that nothing declares pods for leads to pods that are not known',
    flannel('world'),
    [front({ selector: { app: 'strange' }, ...balanced })],
    'internet',
    '192.0.2.99',
    80,
    'unknown',
  ],
  [
    'a Service without a selector leads where its EndpointSlices say',
    flannel('world'),
    [front({ selector: {}, ...balanced })],
    'internet',
    '192.0.2.99',
    80,
    'unknown',
  ],
])('%s', (_, input, objects, from, to, port, verdict) => {
  expect(asked(modelOf(input, objects), from, to, port)).toMatchObject({ verdict });
});

test.each<readonly [string, string, Verdict]>([
  ['the whole of it', '0.0.0.0/0', 'allowed'],
  ['a part of it, in which the one lies that is tried', internet, 'unknown'],
  ['a part of it, in which another lies', '198.51.100.0/24', 'unknown'],
  ['none of it', '192.0.2.0/24', 'blocked'],
])('the internet is all of it: a policy lets in %s', (_, cidr, verdict) => {
  const model = modelOf(flannel('declared', oneNode), [front(), admits(cidr)]);
  expect(asked(model, 'internet', 'ada', 30080).verdict).toBe(verdict);
});

test('by the port of a Service the pods are asked about, and the answer says which port a policy opens instead', () => {
  const model = modelOf(flannel('declared'), [front(), admits(tunnels, 80)]);
  for (const port of [80, 8080])
    expect(asked(model, 'other', 'shop', port).decides).toContain(
      'ingress[0] of shop/p opens 80, the port of Service shop/front; the pods listen on 8080, and policies see that one',
    );
  const right = asked(modelOf(flannel('declared'), [front(), admits(tunnels, 8080)]), 'other', 'shop', 80);
  expect(right.verdict).toBe('allowed');
  expect(right.path[0]).toBe(
    '80 is the port of Service shop/front; its pods listen on 8080, which policies see',
  );
});
