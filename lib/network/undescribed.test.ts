import type { Component, KubeObject } from '../component';
import { findingsIn } from '../check';
import { k3s } from '../machines';
import { nixosBase } from '../plan/fixtures/base';
import { bundleOf } from '../synth';
import { ciliumCluster, planned } from '../testing/clusters';
import { caller, filling, made, onNodes, port, workloadOf } from '../testing/components';
import { policiesOf } from '../testing/policies';
import { asked, modelOf } from '../testing/reach';
import { matrix } from '.';

/** A network plugin from elsewhere, which nothing describes. */
const stranger: Component = made({
  name: 'weaver',
  namespace: 'kube-system',
  kind: 'weaver',
  plan: { provides: [filling('network plugin')], podSecurity: 'privileged' },
});
const shop = made({
  name: 'shop',
  plan: {
    workloads: [
      workloadOf('shop', {
        name: 'web',
        listens: [port('http', 8080, 'cluster'), port('hook', 9443, 'kube-apiserver')],
        connects: [{ to: { kind: 'internet', host: 'git.example.com', port: 443 }, why: 'fetch' }],
      }),
    ],
  },
});
const others = [stranger, shop, caller('other', []), onNodes('agent', { listens: [port('peer', 7000)] })];
const [, ...described] = ciliumCluster(others).components;
const on = (kubeProxy: boolean) => ({
  ...ciliumCluster([]),
  distribution: k3s({
    version: 'v1.33.5+k3s1',
    networkPlugin: 'none',
    kubeProxy,
    disable: ['servicelb', 'traefik'],
  }),
  components: described,
});
const input = on(true);
const front: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: {
    type: 'NodePort',
    clusterIP: '10.43.0.80',
    selector: { 'app.kubernetes.io/instance': 'shop' },
    ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }],
  },
};
const why = 'nothing describes network plugin weaver, so what becomes of packets of pods is not known here';

describe('where nothing describes the network plugin', () => {
  const model = modelOf(input, [front]);

  test.each([
    ['a pod to a pod', 'other', 'shop', 8080],
    ['a pod to a pod, by its Service', 'other', 'shop', 80],
    ['a pod to a Service', 'other', '10.43.0.80', 80],
    ['a pod to a port of a node', 'other', 'ada', 30080],
    ['a pod to the internet', 'shop', 'internet', 443],
    ['a pod to a name', 'shop', 'git.example.com', 443],
    ['a pod to the API', 'other', 'ada', 6443],
    ['a pod to a host', 'other', 'db', 5432],
    ['a node to a pod', 'ada', 'shop', 8080],
    ['a node to a Service', 'bob', '10.43.0.80', 80],
    ['the internet to a port of a node that leads to pods', 'internet', 'bob', 30080],
    ['a neighbour to a pod', 'stranger@nodes', 'shop', 8080],
  ] as const)('%s: it is not known, and the answer says why and nothing else', (_, from, to, at) => {
    const { verdict, decides, path, assumes } = asked(model, from, to, at);
    expect({ verdict, decides, path, assumes }).toEqual({
      verdict: 'unknown',
      decides: why,
      path: [],
      assumes: [],
    });
  });

  test.each([
    ['a node to a node', 'ada', 'bob', 10250],
    ['pods on the network of their nodes', 'agent', 'agent', 7000],
    ['a node to the API', 'bob', 'ada', 6443],
    ['a node to the API by its Service', 'bob', '10.43.0.1', 443],
    ['a host to a node', 'db', 'ada', 22],
    ['the internet to a node', 'internet', 'ada', 22],
  ] as const)('%s: it is known, for no plugin has a say', (_, from, to, at) => {
    expect(asked(model, from, to, at).verdict).toBe('allowed');
  });

  test('of the matrix, every cell of pods is in doubt, and no other one', () => {
    const cells = matrix(model).open;
    const ofPods = cells.filter(({ from, to }) => [from, to].some((name) => /^(shop|other)/.test(name)));
    expect(ofPods.length).toBeGreaterThan(20);
    expect(new Set(ofPods.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    // The Service's port of a node leads to pods as well, on one node by way of another.
    const rest = cells.filter((cell) => !ofPods.includes(cell) && cell.offer.port !== 30080);
    expect(rest.length).toBeGreaterThan(20);
    expect(new Set(rest.map(({ verdict }) => verdict))).toEqual(new Set(['allowed']));
  });

  test('without kube-proxy, who translates Services is not known either', () => {
    const without = modelOf(on(false), [front]);
    expect(asked(without, 'bob', '10.43.0.1', 443)).toMatchObject({
      verdict: 'unknown',
      decides: 'nothing in the cluster is known to translate the addresses of Services',
    });
  });

  test('policies are plain NetworkPolicies, one a workload', () => {
    const policies = policiesOf(planned(input)).filter(({ metadata }) => metadata.namespace === 'shop');
    expect(policies.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'NetworkPolicy default-deny',
      'NetworkPolicy shop-web',
    ]);
  });

  test('nodes have no device and no table of another plugin', () => {
    const node = model.hosts.topology.machines.find(({ name }) => name === 'ada');
    expect(node?.tunnel).toBeUndefined();
    expect(node?.tables.map(({ name }) => name)).toEqual(['kube-proxy']);
    expect(JSON.stringify(model.hosts.topology)).not.toMatch(/flannel|cilium|cni0|lxc/);
  });
});

test('packet filters of nodes tell pods by their addresses alone, and no rule is found wrong for it', () => {
  const plan = planned({
    ...nixosBase,
    distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'none' }),
    components: [...nixosBase.components, stranger, shop],
  });
  const bundle = bundleOf(plan, new Map());
  expect(findingsIn(bundle)).toEqual([]);
  const text = bundle.extra.map((file) => file.text).join('\n');
  expect(text).toContain(
    'ip saddr { 10.42.0.0/16, 192.0.2.11, 192.0.2.12, 192.0.2.13 } ip daddr 10.42.0.0/16 accept comment "pods among themselves"',
  );
  expect(text).not.toMatch(/cni0|flannel\.1|VXLAN/);
});
