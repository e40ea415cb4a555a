import { ciliumFacts, find, manifestsOf, planFrom, read } from '../testing/facts';
import { expectGolden, yamlDocuments } from '../testing/golden';
import { metallb, type MetallbProps } from './metallb';

const pools = [{ name: 'first-pool', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];

function manifests(props: MetallbProps) {
  return manifestsOf(metallb(props), ciliumFacts);
}

test.each([
  ['first-pool', { pools }],
  [
    'everything',
    {
      name: 'balancer',
      namespace: 'balancing',
      pools: [
        ...pools,
        { name: 'spare', network: 'nodes', range: '192.0.2.230-192.0.2.230', autoAssign: false },
      ],
      announce: { interfaces: ['eth0'], nodeSelector: { 'storage-type': 'nvme' } },
    },
  ],
])('golden of %s', (name, props) => {
  const component = metallb(props);
  const { upstream, workloads } = planFrom(component, ciliumFacts);
  expectGolden(`metallb/${name}.yaml`, yamlDocuments([upstream, { workloads }, ...manifests(props)]));
});

test('layer 2 only: no routing daemon', () => {
  expect(planFrom(metallb({ pools }), ciliumFacts).upstream).toHaveProperty('values.frrk8s', {
    enabled: false,
  });
});

test('a pool without an advertisement announces nothing, so all pools are named in one', () => {
  const objects = manifests({
    pools: [...pools, { name: 'b', network: 'nodes', range: '192.0.2.230-192.0.2.231' }],
  });
  expect(find(objects, 'L2Advertisement')).toHaveProperty('spec.ipAddressPools', ['first-pool', 'b']);
});

test('ranges may not overlap between pools', () => {
  const twice = [...pools, { name: 'second', network: 'nodes', range: '192.0.2.250-192.0.2.252' }];
  expect(read(metallb({ pools: twice }), ciliumFacts).messages).toEqual([
    'small.components.metallb.pools.second.range: 192.0.2.250-192.0.2.252 overlaps 192.0.2.240-192.0.2.250 of pool first-pool; end one before the other begins',
  ]);
});

test('without a pool no Service gets an address', () => {
  expect(read(metallb({ pools: [] }), ciliumFacts).messages).toEqual([
    'small.components.metallb.pools: the list is empty; write a pool: without one no Service gets an address',
  ]);
});

test('a node selector that no node satisfies is reported', () => {
  expect(read(metallb({ pools, announce: { nodeSelector: { rack: 'a' } } }), ciliumFacts).messages).toEqual([
    'small.components.metallb.announce.nodeSelector: no node has rack=a; correct the selector, or label a node',
  ]);
});

test('its namespace has the privileged pod-security level, for the speakers need raw sockets on the network of the node', () => {
  expect(planFrom(metallb({ pools }), ciliumFacts).podSecurity).toBe('privileged');
});

test('kinds are v1beta1, live in its namespace, and wait for the webhook that checks them', () => {
  for (const object of manifests({ pools })) {
    expect(object.apiVersion).toBe('metallb.io/v1beta1');
    expect(object.metadata.namespace).toBe('metallb-system');
    expect(object.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
  }
});

test('the API server reaches the webhook, and nothing else reaches the controller', () => {
  const { workloads } = planFrom(metallb({ pools }), ciliumFacts);
  const controller = workloads.find(({ name }) => name === 'controller');
  expect(controller?.listens.map(({ name, port, open }) => [name, port, open])).toEqual([
    ['webhook-server', 9443, 'kube-apiserver'],
    ['metricshttps', 9120, 'declared'],
  ]);
});
