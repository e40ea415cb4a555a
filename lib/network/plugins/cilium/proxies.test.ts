import type { KubeObject, Listener } from '../../../component';
import { cilium } from '../../../components';
import { ciliumProps, gatewayBase } from '../../../plan/fixtures/base';
import { made, port, workloadOf } from '../../../testing/components';
import { ciliumNetworkPolicy } from '../../../testing/policy-ends';
import { asked, modelOf } from '../../../testing/reach';
import type { Verdict } from '../../reach/trial';

/** A gateway that passes 443 on to the address of Cilium's Ingress, and pods that listen on 8080 behind Service `shop/front`. */
const cluster = (open: Listener['open']) => ({
  ...gatewayBase,
  components: [
    cilium({ ...ciliumProps, ingress: { mode: 'shared', address: '192.0.2.240' } }),
    made({
      name: 'shop',
      plan: { workloads: [workloadOf('shop', { name: 'web', listens: [port('http', 8080, open)] })] },
    }),
  ],
});

const front: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: {
    selector: { 'app.kubernetes.io/instance': 'shop' },
    ports: [{ name: 'web', port: 80, targetPort: 'http' }],
  },
};

const ingress = (port: Readonly<Record<string, string | number>>, tls = true): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    ingressClassName: 'cilium',
    ...(tls && { tls: [{ hosts: ['shop.example.com'] }] }),
    rules: [
      { host: 'shop.example.com', http: { paths: [{ backend: { service: { name: 'front', port } } }] } },
    ],
  },
});
const gateway: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'doors', namespace: 'shop' },
  spec: {
    gatewayClassName: 'cilium',
    addresses: [{ type: 'IPAddress', value: '192.0.2.241' }],
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
  },
};
const route: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    parentRefs: [{ name: 'doors' }],
    hostnames: ['shop.example.com'],
    rules: [{ backendRefs: [{ name: 'front', port: 80 }] }],
  },
};
const onSection = (sectionName: string): KubeObject => ({
  ...route,
  spec: {
    parentRefs: [{ name: 'doors', sectionName }],
    hostnames: ['shop.example.com'],
    rules: [{ backendRefs: [{ name: 'front', port: 80 }] }],
  },
});
const admits = (entity: string) =>
  ciliumNetworkPolicy({ endpointSelector: {}, ingress: [{ fromEntities: [entity] }] }, 'c', 'shop');

test.each<
  readonly [
    string,
    Listener['open'],
    readonly KubeObject[],
    string,
    string,
    number,
    Verdict,
    string | undefined,
  ]
>([
  [
    'the gateway passes it on, Envoy takes it, and the policy of the pods lets Envoy in',
    'declared',
    [front, ingress({ number: 80 }), admits('ingress')],
    'internet',
    'gate',
    443,
    'allowed',
    'Ingress shop/web leads shop.example.com to Service shop/front, which leads to shop/web on tcp 8080',
  ],
  [
    'a policy that lets the world in does not let Envoy in',
    'declared',
    [front, ingress({ name: 'web' }), admits('world')],
    'internet',
    'gate',
    443,
    'blocked',
    'ingress: shop/default-deny, shop/shop-web and shop/c close ingress, and no rule allows this',
  ],
  [
    'one for the cluster does',
    'declared',
    [front, ingress({ number: 80 }), admits('cluster')],
    'internet',
    'gate',
    443,
    'allowed',
    undefined,
  ],
  [
    'pods that are open to the world are open to Envoy',
    'world',
    [front, ingress({ number: 80 })],
    'stranger@nodes',
    '192.0.2.240',
    80,
    'allowed',
    "192.0.2.240:80 is Cilium's Ingress",
  ],
  [
    'nothing is behind port 443 without TLS',
    'world',
    [front, ingress({ number: 80 }, false)],
    'internet',
    'gate',
    443,
    'unknown',
    undefined,
  ],
  ['nothing is behind an address', 'world', [], 'internet', 'gate', 443, 'unknown', undefined],
  [
    'an Ingress has two ports',
    'world',
    [front, ingress({ number: 80 })],
    'stranger@nodes',
    '192.0.2.240',
    22,
    'blocked',
    undefined,
  ],
  [
    'a Service that does not ship',
    'world',
    [ingress({ number: 80 })],
    'internet',
    'gate',
    443,
    'unknown',
    undefined,
  ],
  [
    'a Gateway leads by its routes to the pods',
    'world',
    [front, gateway, route],
    'stranger@nodes',
    '192.0.2.241',
    80,
    'allowed',
    'HTTPRoute shop/web leads shop.example.com to Service shop/front, which leads to shop/web on tcp 8080',
  ],
  [
    'a route that names a listener attaches to no other',
    'world',
    [front, gateway, onSection('https')],
    'stranger@nodes',
    '192.0.2.241',
    80,
    'unknown',
    undefined,
  ],
  [
    'a route attaches to the listener that it names',
    'world',
    [front, gateway, onSection('http')],
    'stranger@nodes',
    '192.0.2.241',
    80,
    'allowed',
    undefined,
  ],
  [
    'a Gateway whose pods are closed',
    'declared',
    [front, gateway, route],
    'stranger@nodes',
    '192.0.2.241',
    80,
    'blocked',
    undefined,
  ],
])('%s', (_, open, objects, from, to, at, verdict, line) => {
  const answer = asked(modelOf(cluster(open), objects), from, to, at);
  expect(answer).toMatchObject({ verdict });
  if (line !== undefined) expect(answer.path).toContain(line);
});

test('where nothing is behind an address, the answer says so', () => {
  const answer = asked(modelOf(cluster('world')), 'internet', 'gate', 443);
  expect(answer.decides).toBe(
    "192.0.2.240:443 is Cilium's Ingress, and no route that ships leads anywhere from there",
  );
});
