import type { Json, KubeObject, Listener } from '../../../component';
import { k3s } from '../../../machines';
import { ciliumCluster, planned, smallCluster } from '../../../testing/clusters';
import { caller, made, port, workloadOf } from '../../../testing/components';
import { asked, modelOf } from '../../../testing/reach';
import { networkPolicy, noProblem } from '../../../testing/policy-ends';
import type { Verdict } from '../trial';
import { findNamed } from '../find-named';

/** Pods that listen on 8080 behind Service `shop/front`. */
const shop = (open: Listener['open']) =>
  made({
    name: 'shop',
    plan: {
      workloads: [workloadOf('shop', { name: 'web', listens: [port('http', 8080, open)] })],
    },
  });
const front = (
  spec: Readonly<Record<string, Json>>,
  ports: Json = [{ port: 90, targetPort: 8080 }],
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: { selector: { 'app.kubernetes.io/instance': 'shop' }, ports, ...spec },
});
const other = caller('other', [], 'default');
const without = (...disable: readonly ('traefik' | 'servicelb')[]) => ({
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: [...disable] }),
});
const balanced = { type: 'LoadBalancer' };
const flannel = (open: Listener['open'], ...disable: readonly ('traefik' | 'servicelb')[]) =>
  smallCluster([shop(open), other], without(...disable));

describe("k3s' own Traefik", () => {
  const everywhere = modelOf(flannel('world'));
  test.each(['bob', 'other', 'kube-system/coredns', 'internet', 'db'])(
    'is what %s finds at every node',
    (from) => {
      for (const [number, target] of [
        [80, 8000],
        [443, 8443],
      ] as const)
        expect(asked(everywhere, from, 'ada', number).path.join()).toContain(
          `192.0.2.11:${number} is Service kube-system/traefik, which leads to kube-system/traefik on tcp ${target}`,
        );
    },
  );
  test('lets the nodes and pods in, which no policy keeps from it', () => {
    for (const from of ['bob', 'other'])
      expect(asked(everywhere, from, 'ada', 80)).toMatchObject({ verdict: 'allowed' });
  });
  test.each([['traefik'], ['servicelb']] as const)('is missing where k3s runs without %s', (disabled) => {
    const { path } = asked(modelOf(flannel('world', disabled)), 'bob', 'ada', 80);
    expect(path.join()).not.toContain('traefik');
  });
  test('has a name', () => {
    const found = findNamed(planned(flannel('world')), 'kube-system/traefik', 'to', noProblem);
    expect(found).toMatchObject({ kind: 'given', pods: { name: 'traefik' } });
  });
});

const ranges = (...list: readonly string[]) => ({ ...balanced, loadBalancerSourceRanges: [...list] });
const open = () => flannel('world', 'traefik');

test.each<readonly [string, KubeObject, string, string, Verdict, string]>([
  ['leads to open pods', front(balanced), 'other', 'ada', 'allowed', 'Service shop/front'],
  ['lets in the network of the nodes', front(ranges('192.0.2.0/24')), 'bob', 'ada', 'allowed', ''],
  [
    'lets in no other',
    front(ranges('192.0.2.0/24')),
    'internet',
    'ada',
    'blocked',
    'loadBalancerSourceRanges',
  ],
  [
    'lets in some of the internet',
    front(ranges('203.0.113.0/24')),
    'internet',
    'ada',
    'unknown',
    'loadBalancerSourceRanges',
  ],
  ['lets in one of the internet', front(ranges('203.0.113.0/24')), '203.0.113.9', 'ada', 'allowed', ''],
  ['lets in all pods', front(ranges('10.0.0.0/8')), 'other', 'ada', 'allowed', ''],
  ['lets in some pods', front(ranges('10.42.1.0/24')), 'other', 'ada', 'unknown', 'holds some pods'],
  ['lets in no pods', front(ranges('192.0.2.0/24')), 'other', 'ada', 'blocked', 'holds no pod'],
  [
    'has a list that is none',
    front(ranges('home')),
    'other',
    'ada',
    'unknown',
    'loadBalancerSourceRanges of Service shop/front has the wrong form',
  ],
])("a load balancer at the nodes' addresses %s", (_, service, from, to, verdict, reason) => {
  const answer = asked(modelOf(open(), [service]), from, to, 90);
  expect(answer).toMatchObject({ verdict });
  expect([...answer.path, answer.decides].join()).toContain(reason);
});

test("a load balancer's closed listener: the answer names the Service and the policy", () => {
  const answer = asked(modelOf(flannel('declared', 'traefik'), [front(balanced)]), 'other', 'ada', 90);
  expect(answer.verdict).toBe('blocked');
  expect(answer.path[0]).toContain('Service shop/front');
  expect(answer.decides).toContain('shop');
});

test('Cilium holds source ranges against what comes from outside alone', () => {
  const input = ciliumCluster([shop('world'), other]);
  const service = front({ ...ranges('198.51.100.0/24'), loadBalancerIP: '192.0.2.99' });
  const model = modelOf(input, [service]);
  expect(asked(model, 'internet', '192.0.2.99', 90).verdict).not.toBe('allowed');
  expect(asked(model, '203.0.113.9', '192.0.2.99', 90).verdict).toBe('blocked');
  expect(asked(model, 'other', '192.0.2.99', 90).verdict).toBe('allowed');
});

test('an external address of a Service has no source ranges', () => {
  const service = front({ ...ranges('198.51.100.0/24'), externalIPs: ['192.0.2.99'] });
  expect(asked(modelOf(open(), [service]), 'internet', '192.0.2.99', 90).verdict).toBe('allowed');
});

test.each(['tcp', 'udp', 'sctp'] as const)('a Service over %s leads to its pods', (transport) => {
  const ports = [{ port: 90, targetPort: 8080, nodePort: 30090, protocol: transport.toUpperCase() }];
  const service = front({ type: 'NodePort', clusterIP: '10.43.0.90' }, ports);
  const opened = networkPolicy(
    { podSelector: {}, ingress: [{ ports: [{ port: 8080, protocol: transport.toUpperCase() }] }] },
    'shop',
  );
  const verdicts = (more: readonly KubeObject[]) => {
    const model = modelOf(smallCluster([shop('declared'), other], without('traefik')), [service, ...more]);
    return [
      asked(model, 'other', 'ada', 30090, transport).verdict,
      asked(model, 'other', '10.43.0.90', 90, transport).verdict,
    ];
  };
  expect(verdicts([opened])).toEqual(['allowed', 'allowed']);
  expect(verdicts([])).toEqual(['blocked', 'blocked']);
});

test("a pod whose policy closes egress reaches a node's port of a Service from no node", () => {
  // kube-router opens these ports of a pod's own node, where they are translated before, and of no other.
  const service = front({ type: 'NodePort' }, [{ port: 90, targetPort: 8080, nodePort: 30090 }]);
  const closed = networkPolicy({ podSelector: {}, policyTypes: ['Egress'] }, 'default');
  const model = modelOf(smallCluster([shop('world'), other], without('traefik')), [service, closed]);
  for (const node of ['ada', 'bob']) expect(asked(model, 'other', node, 30090).verdict).toBe('blocked');
});

test.each<readonly [string, KubeObject, string]>([
  [
    'a number that is a text',
    front({ type: 'NodePort' }, [{ port: 90, nodePort: '30099' }]),
    'spec.ports.0.nodePort of Service shop/front has the wrong form, so which ports it opens is not known',
  ],
  [
    'another protocol',
    front({}, [{ port: 90, protocol: 'ICMP' }]),
    'spec.ports.0.protocol of Service shop/front',
  ],
  ['no spec that is one', { ...front({}), spec: 'none' }, 'spec of Service shop/front'],
  [
    'no number pinned',
    front({ type: 'NodePort' }),
    'Kubernetes picks a port of every node between 30000 and 32767 for Service shop/front, and 30099 may be it',
  ],
  ['no number pinned, a load balancer', front(balanced), 'Service shop/front, and 30099 may be it'],
])('a Service with %s makes a port of the nodes unknown', (_, service, reason) => {
  const answer = asked(modelOf(open(), [service]), 'other', 'ada', 30099);
  expect(answer.verdict).toBe('unknown');
  expect(answer.decides).toContain(reason);
});

test('a load balancer that asks for no ports of the nodes gets none', () => {
  const service = front({ ...balanced, allocateLoadBalancerNodePorts: false });
  expect(asked(modelOf(open(), [service]), 'other', 'ada', 30099).decides).not.toContain('may be it');
});
