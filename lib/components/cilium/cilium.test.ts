import type { Component } from '../../component';
import { k3s } from '../../machines';
import { ciliumFacts, find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { parseShape, problemText } from '../../values';
import { gatewayApiDefinitions } from '../gateway-api';
import { cilium as catalogue } from '../versions';
import { cilium, type CiliumProps } from '.';
import { ciliumProps } from './props';

const apiServer = { host: '127.0.0.1', port: 6444 };
const loadBalancer = { pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }] };

function plain(props: Partial<CiliumProps> = {}) {
  return cilium({ version: '1.19.6', apiServer, ...props });
}

function valuesOf(props: Partial<CiliumProps> = {}, facts = ciliumFacts): unknown {
  return planFrom(plain(props), facts).upstream;
}

function messagesOf(props: Partial<CiliumProps>, facts = ciliumFacts): readonly string[] {
  return read(plain(props), facts).messages;
}

const at = 'small.components.cilium';

describe.each(catalogue.versions)('golden of Cilium %s', (version) => {
  test.each([
    ['plain', {}],
    [
      'everything',
      {
        hubble: { relay: true, ui: true, metrics: ['dns', 'drop', 'tcp'] },
        prometheus: true,
        gatewayApi: catalogue.lines[version].gatewayApi,
        ingress: { mode: 'shared', address: '192.0.2.240' },
        loadBalancer: {
          ...loadBalancer,
          announce: { interfaces: ['eth0.100'], nodeSelector: { 'storage-type': 'nvme' } },
        },
      },
    ],
  ] as const)('%s', (name, props) => {
    const component = plain({ ...props, version });
    const upstream = planFrom(component, ciliumFacts).upstream;
    const text = yamlDocuments([upstream, ...manifestsOf(component, ciliumFacts)]);
    expectGolden(`cilium/${version}-${name}.yaml`, text);
  });
});

test('kubeProxyReplacement is true or false, for strict fails the template', () => {
  expect(valuesOf()).toHaveProperty('values.kubeProxyReplacement', true);
  const kubeProxy = { ...ciliumFacts, distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'none' }) };
  expect(valuesOf({ kubeProxyReplacement: false }, kubeProxy)).not.toHaveProperty(
    'values.kubeProxyReplacement',
  );
});

test('without kube-proxy agents are told where the API is, and a missing address names the one of k3s', () => {
  expect(valuesOf()).toMatchObject({ values: { k8sServiceHost: '127.0.0.1', k8sServicePort: 6444 } });
  expect(read(cilium({ version: '1.19.6' }), ciliumFacts).messages).toEqual([
    `${at}.apiServer: is missing, and without kube-proxy no agent finds the API; write { host: '127.0.0.1', port: 6444 }, which on k3s answers on every node`,
  ]);
});

test('the Service of the API is refused as address of the API, since Cilium itself serves it', () => {
  expect(messagesOf({ apiServer: { host: '10.43.0.1', port: 443 } })).toEqual([
    `${at}.apiServer.host: "10.43.0.1" is the address of a Service, which only Cilium translates, once it runs; write { host: '127.0.0.1', port: 6444 }, which on k3s answers on every node`,
  ]);
});

test.each([
  ['192.0.2.12', 6443, '.host: is 192.0.2.12, the address of node bob, an agent'],
  ['bob', 6443, '.host: is 192.0.2.12, the address of node bob, an agent'],
  ['192.0.2.20', 6443, '.host: is 192.0.2.20, the address of host db, which does not balance the API'],
  ['db', 6443, '.host: is 192.0.2.20, the address of host db, which does not balance the API'],
  ['192.0.2.99', 6443, '.host: is 192.0.2.99, which is not the address of any server or host'],
  ['127.0.0.1', 6443, ': is 127.0.0.1:6443, where k3s does not listen on every node'],
  ['127.0.0.2', 6444, ': is 127.0.0.2:6444, where k3s does not listen on every node'],
])('an address without the API, %s port %d, is refused: no pod would get a network', (host, port, words) => {
  expect(messagesOf({ apiServer: { host, port } })).toEqual([
    `${at}.apiServer${words}; write { host: '127.0.0.1', port: 6444 }, which on k3s answers on every node`,
  ]);
});

test.each(['ada', '192.0.2.11', 'api.example.com'])('agents may reach the API at %s', (host) => {
  expect(messagesOf({ apiServer: { host, port: 6443 } })).toEqual([]);
});

test('either k3s runs kube-proxy or Cilium does its work, never both and never neither', () => {
  const distribution = k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'none' });
  expect(messagesOf({}, { ...ciliumFacts, distribution })).toEqual([
    `${at}.kubeProxyReplacement: is true, and k3s runs kube-proxy as well: both would translate the same Services; write small.distribution.kubeProxy: false, or kubeProxyReplacement: false`,
  ]);
  expect(messagesOf({ kubeProxyReplacement: false })).toEqual([
    `${at}.kubeProxyReplacement: is false, and k3s runs no kube-proxy: nothing would translate Services; write kubeProxyReplacement: true, or small.distribution.kubeProxy: true`,
  ]);
});

test('Gateways, Ingresses and announcements need the replacement of kube-proxy', () => {
  const distribution = k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'none' });
  const props = { kubeProxyReplacement: false, gatewayApi: true, loadBalancer };
  expect(messagesOf(props, { ...ciliumFacts, distribution })).toEqual([
    `${at}.kubeProxyReplacement: is false, and gatewayApi, loadBalancer need it; write true, or drop gatewayApi, loadBalancer`,
  ]);
});

test('the pod pool is that of the cluster: the default of the chart contains the service range of k3s', () => {
  expect(valuesOf()).toHaveProperty('values.ipam.operator.clusterPoolIPv4PodCIDRList', ['10.42.0.0/16']);
});

test('each node takes a /24 of the pod pool, so there must be as many as nodes', () => {
  const networks = { ...ciliumFacts.networks, pods: { cidr: '10.42.0.0/23' } };
  expect(messagesOf({}, { ...ciliumFacts, networks })).toEqual([
    'small.networks.pods.cidr: 10.42.0.0/23 has room for 2 nodes, of which each gets a /24 from Cilium, and the cluster has 3; take a larger network',
  ]);
});

test('one node runs one operator: of two, the second would stay pending', () => {
  const nodes = [{ name: 'ada', address: '192.0.2.11', role: 'server' }] as const;
  expect(valuesOf({}, { ...ciliumFacts, nodes })).toHaveProperty('values.operator.replicas', 1);
  expect(valuesOf()).not.toHaveProperty('values.operator.replicas');
});

test('certificates of Hubble are made by a CronJob: helm would make new ones at each render', () => {
  expect(valuesOf()).toHaveProperty('values.hubble.tls.auto.method', 'cronJob');
});

test("Hubble's UI needs the relay", () => {
  expect(messagesOf({ hubble: { ui: true } })).toEqual([
    `${at}.hubble.ui: is true without the relay, from which the UI reads; write relay: true`,
  ]);
});

test('gatewayClass.create is a text before 1.20', () => {
  expect(valuesOf({ gatewayApi: true })).toHaveProperty('values.gatewayAPI.gatewayClass.create', 'true');
});

test('Gateways need the definitions, and those of the version that Cilium is built for', () => {
  expect(planFrom(plain({ gatewayApi: 'v1.4.1' }), ciliumFacts).requires).toEqual([
    { capability: gatewayApiDefinitions, why: 'for the kinds GatewayClass and Gateway' },
    { capability: 'load balancers', why: 'for the addresses of its Gateways', mayComeLater: true },
  ]);
  expect(messagesOf({ version: '1.17.18', gatewayApi: 'v1.4.1' })).toEqual([
    `${at}.gatewayApi: definitions v1.4.1 do not go with Cilium 1.17.18; write gatewayApi({ version: 'v1.2.1' })`,
  ]);
});

test('loadbalancerMode is dedicated unless it is shared', () => {
  expect(valuesOf({ ingress: { mode: 'dedicated' } })).toHaveProperty('values.ingressController', {
    enabled: true,
  });
  expect(valuesOf({ ingress: { mode: 'shared' } })).toHaveProperty('values.ingressController', {
    enabled: true,
    loadbalancerMode: 'shared',
  });
});

test('the address of the shared Ingress is in a pool', () => {
  expect(messagesOf({ ingress: { mode: 'shared', address: '192.0.2.239' }, loadBalancer })).toEqual([
    `${at}.ingress.address: "192.0.2.239" is in no pool of loadBalancer; take an address of a pool, or widen one`,
  ]);
});

test.each([
  ['1.17.18', 'cilium.io/v2alpha1'],
  ['1.18.12', 'cilium.io/v2'],
  ['1.19.6', 'cilium.io/v2'],
] as const)(
  'with %s CiliumLoadBalancerIPPool is %s and CiliumL2AnnouncementPolicy stays v2alpha1',
  (version, api) => {
    const objects = manifestsOf(plain({ version, loadBalancer }), ciliumFacts);
    expect(find(objects, 'CiliumLoadBalancerIPPool').apiVersion).toBe(api);
    expect(find(objects, 'CiliumL2AnnouncementPolicy').apiVersion).toBe('cilium.io/v2alpha1');
  },
);

const rolesOf = (component: Component) => planFrom(component, ciliumFacts).provides.map(({ role }) => role);

test('load balancers are served only with pools, so that MetalLB may serve them otherwise', () => {
  expect(rolesOf(plain())).toEqual(['network plugin']);
  expect(manifestsOf(plain(), ciliumFacts)).toEqual([]);
  expect(rolesOf(plain({ loadBalancer }))).toEqual(['network plugin', 'load balancers']);
  expect(messagesOf({ loadBalancer: { pools: [] } })).toEqual([
    `${at}.loadBalancer.pools: the list is empty; write a pool, or drop loadBalancer`,
  ]);
});

test('a network card is meant as it is written, though Cilium reads a regular expression', () => {
  const announce = { interfaces: ['eth0.100'] };
  const policy = find(
    manifestsOf(plain({ loadBalancer: { ...loadBalancer, announce } }), ciliumFacts),
    'CiliumL2AnnouncementPolicy',
  );
  expect(policy).toHaveProperty('spec.interfaces', ['^eth0\\.100$']);
  const pattern = new RegExp('^eth0\\.100$');
  expect(['eth0.100', 'eth0x100', 'veth0.1000'].filter((card) => pattern.test(card))).toEqual(['eth0.100']);
});

test('pools wait for the operator, which makes their definitions', () => {
  for (const object of manifestsOf(plain({ loadBalancer }), ciliumFacts))
    expect(object.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
});

test('the project allows what the options create and nothing more', () => {
  const kinds = (props: Partial<CiliumProps>) =>
    planFrom(plain(props), ciliumFacts).upstream?.creates.map(({ kind }) => kind) ?? [];
  const optional = ['GatewayClass', 'IngressClass', 'Endpoints', 'EndpointSlice'];
  expect(kinds({}).filter((kind) => optional.includes(kind))).toEqual([]);
  expect(kinds({ gatewayApi: true }).filter((kind) => optional.includes(kind))).toEqual(['GatewayClass']);
  const ingress = { mode: 'dedicated' } as const;
  expect(kinds({ ingress }).filter((kind) => optional.includes(kind))).toEqual([
    'IngressClass',
    'EndpointSlice',
  ]);
  expect(kinds({ ingress, version: '1.18.12' }).filter((kind) => optional.includes(kind))).toEqual([
    'IngressClass',
    'Endpoints',
  ]);
});

test('an unknown version says which ones there are', () => {
  const messages: string[] = [];
  parseShape(ciliumProps, { version: '1.17.2' }, at, (problem) => messages.push(problemText(problem)));
  expect(messages).toEqual([`${at}.version: found "1.17.2"; expected "1.17.18" or "1.18.12" or "1.19.6"`]);
});
