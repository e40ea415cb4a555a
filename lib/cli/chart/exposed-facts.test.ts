import type { KubeObject } from '../../component';
import { factsOf } from './facts-of';
import { flowWarnings } from './flow-warnings';

const settings = {
  ...{ repository: 'https://charts.example.com', chart: 'shop', version: '1.2.3' },
  ...{ release: 'shop', namespace: 'store', values: {} },
};
const pods = (
  kind: string,
  name: string,
  annotations: Readonly<Record<string, string>> = {},
): KubeObject => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name, annotations },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: 'main', image: 'a/b:1', ports: [{ name: 'http', containerPort: 8080 }] }],
      },
    },
  },
});
const web = pods('Deployment', 'shop-web');
const service = (
  spec: Readonly<Record<string, string | readonly string[]>>,
  nodePort?: number,
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'shop' },
  spec: {
    ...spec,
    selector: { app: 'shop-web' },
    ports: [{ name: 'web', port: 80, targetPort: 'http', ...(nodePort !== undefined && { nodePort }) }],
  },
});
const ingress: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop', annotations: { 'cert-manager.io/cluster-issuer': 'home' } },
  spec: {
    ingressClassName: 'traefik',
    tls: [{ hosts: ['a.example.com'], secretName: 'shop-tls' }],
    rules: [
      {
        host: 'a.example.com',
        http: {
          paths: [
            {
              path: '/',
              pathType: 'ImplementationSpecific',
              backend: { service: { name: 'shop', port: { name: 'web' } } },
            },
          ],
        },
      },
    ],
  },
};
const httpRoute: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'shop' },
  spec: {
    parentRefs: [{ name: 'public', namespace: 'gateway' }],
    hostnames: ['a.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'Exact', value: '/api' } }],
        backendRefs: [{ name: 'shop', port: 80 }],
      },
    ],
  },
};

const served = { service: 'shop', port: 80, transport: 'tcp', workload: 'web', targetPort: 8080 };

test.each([
  ['a Service within the cluster', service({}), {}],
  ['a load balancer', service({ type: 'LoadBalancer' }), { outside: 'LoadBalancer' }],
  ['a port of the nodes', service({ type: 'NodePort' }, 30_080), { outside: 'NodePort', nodePort: 30_080 }],
  ['another balancer', service({ type: 'LoadBalancer', loadBalancerClass: 'x/y' }), { outside: 'elsewhere' }],
  ['external addresses', service({ externalIPs: ['192.0.2.60'] }), { outside: 'elsewhere' }],
])('the facts say how a Service answers: %s', (_, object, outside) => {
  expect(factsOf([web, object], settings).services).toEqual([{ ...served, ...outside }]);
});

test('the facts have the hosts and paths of Ingresses and routes, with the numbers of ports', () => {
  expect(factsOf([web, service({}), ingress, httpRoute], settings).routes).toEqual([
    {
      ...{ object: 'Ingress shop', host: 'a.example.com', path: '/', through: 'ingress', by: 'traefik' },
      ...{ service: 'shop', port: 80, secret: 'shop-tls', issuer: 'home' },
    },
    {
      ...{ object: 'HTTPRoute shop', host: 'a.example.com', path: '/api', match: 'exact' },
      ...{ through: 'gateway', by: 'public', service: 'shop', port: 80 },
    },
  ]);
});

test('pods that nothing states, hooks among them, and routes of other kinds are warned of', () => {
  const job = pods('Job', 'shop-migrate', { 'helm.sh/hook': 'pre-upgrade' });
  const foreign: KubeObject = {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'shop' },
  };
  const objects = [web, job, foreign];
  const said = (connects: Readonly<Record<string, []>>) =>
    flowWarnings('shop', factsOf(objects, settings), { connects, inside: [] }, objects).map(
      ({ at, reason }) => `${at}: ${reason}`,
    );
  const other = 'IngressRoute shop: it may lead requests to pods, and asterism does not read this kind';
  expect(said({})).toEqual([
    'Deployment web: nothing states what its pods connect to, so they can open no connection',
    'Job migrate: nothing states what its pods connect to when they run (pre-upgrade), so they can open no connection',
    other,
  ]);
  expect(said({ web: [], migrate: [] })).toEqual([other]);
});
