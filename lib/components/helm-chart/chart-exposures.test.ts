import { findingsIn } from '../../check';
import { bundleOf } from '../../synth';
import { bundled, ciliumCluster, smallCluster } from '../../testing/clusters';
import { nixosBase } from '../../plan/fixtures/base';
import { defineCluster } from '../../plan';
import { problemText } from '../../values';
import { ruleText } from '../../network/firewall/rule-text';
import { type ChartFacts, chartFacts } from './chart-facts';
import { helmChart } from './helm-chart';
import type { HelmChartProps } from './props';

const source = {
  repository: 'https://charts.example.com',
  chart: 'shop',
  version: '1.2.3',
  namespace: 'store',
};
const facts = (more: Partial<ChartFacts>): ChartFacts =>
  chartFacts({
    ...source,
    release: 'shop',
    creates: {
      store: [
        'apps/Deployment',
        '/Service',
        ...(more.routes === undefined ? [] : ['networking.k8s.io/Ingress']),
      ],
    },
    podSecurity: 'restricted',
    workloads: [
      {
        name: 'web',
        kind: 'Deployment',
        pods: { app: 'web' },
        ports: [
          { name: 'http', port: 8080, transport: 'tcp' },
          { name: 'metrics', port: 9090, transport: 'tcp' },
        ],
      },
    ],
    ...more,
  });
const served = { service: 'shop', port: 8000, transport: 'tcp', workload: 'web', targetPort: 8080 } as const;
const route = {
  object: 'Ingress shop',
  host: 'shop.example.com',
  path: '/',
  through: 'ingress',
  by: 'traefik',
  service: 'shop',
  port: 8000,
} as const;

const shop = (more: Partial<ChartFacts>, props: Partial<HelmChartProps<object>> = {}) =>
  helmChart({ name: 'shop', ...source, facts: facts(more), connects: { web: [] }, ...props });

const problems = (...given: Parameters<typeof shop>): readonly string[] =>
  defineCluster(smallCluster([shop(...given)])).problems.map(problemText);

/** Who may connect to the two ports. */
function opened(...given: Parameters<typeof shop>): readonly string[] {
  const bundle = bundled(smallCluster([shop(...given)]));
  expect(findingsIn(bundle)).toEqual([]);
  return bundle.plan.components.flatMap(({ workloads }) =>
    workloads.flatMap(({ listens }) => listens.map(({ open }) => open)),
  );
}

test.each<[what: string, given: Partial<ChartFacts>, open: string]>([
  ['a Service within the cluster', { services: [served] }, 'declared'],
  ['an Ingress', { services: [served], routes: [route] }, 'ingress'],
  ['a Service of type LoadBalancer', { services: [{ ...served, outside: 'LoadBalancer' }] }, 'world'],
  ['a Service of type NodePort', { services: [{ ...served, outside: 'NodePort' }] }, 'world'],
  ['a load balancer of another class', { services: [{ ...served, outside: 'elsewhere' }] }, 'world'],
  ['an Ingress to another Service', { services: [served], routes: [{ ...route, service: 'x' }] }, 'declared'],
])('%s of a chart makes its pods %s', (_, given, open) => {
  expect(opened(given)).toEqual([open, 'declared']);
});

test('what a person writes in open comes before what the chart exposes', () => {
  const exposing = { services: [served], routes: [route] };
  expect(opened(exposing, { open: { web: { http: 'cluster' } } })).toEqual(['cluster', 'declared']);
});

test.each<[what: string, given: Partial<ChartFacts>, expected: string]>([
  [
    'a class that nothing serves',
    { services: [served], routes: [{ ...route, by: 'nginx' }] },
    'small.components.shop.facts.routes[0] (Ingress shop): nothing in the cluster serves Ingresses of class "nginx"; write ingressClassName: traefik',
  ],
  [
    'a certificate that nothing provides',
    { services: [served], routes: [{ ...route, secret: 'shop-tls' }] },
    "small.components.shop.facts.routes[0]: Ingress shop takes its certificate from Secret shop-tls, which neither the chart nor the cluster provides; state it: secrets: [{ name: 'shop-tls', keys: ['tls.crt', 'tls.key'], why: 'for TLS' }]",
  ],
  [
    'an issuer where nothing makes certificates',
    { services: [served], routes: [{ ...route, secret: 'shop-tls', issuer: 'letsencrypt' }] },
    'small.components.shop.facts.routes: names ClusterIssuer "letsencrypt", and nothing in the cluster makes certificates; list certManager(), or cert-manager by helmChart({ provides: [certificates], … })',
  ],
])('an Ingress of a chart with %s is reported', (_, given, expected) => {
  expect(problems(given)).toEqual([expected]);
});

test('a load balancer of a chart needs something that gives out addresses', () => {
  const input = ciliumCluster([shop({ services: [{ ...served, outside: 'LoadBalancer' }] })]);
  expect(defineCluster(input).problems.map(problemText)).toEqual([
    expect.stringMatching(/^small\.components\.shop: needs load balancers for the address of Service shop, /),
  ]);
});

test('with the addresses of the nodes, a load balancer of a chart takes no port of Traefik', () => {
  const input = smallCluster([shop({ services: [{ ...served, port: 80, outside: 'LoadBalancer' }] })]);
  expect(findingsIn(bundled(input)).map(problemText)).toEqual([
    'small.components.shop.facts.services (Service shop): spec.ports: tcp 80 of every node belongs to Service kube-system/traefik of k3s already, so this one gets no address; choose another port, expose it by a route, or list what gives out addresses of pools',
  ]);
});

test.each([
  { ...served, outside: 'NodePort', nodePort: 30_080 } as const,
  { ...served, outside: 'LoadBalancer' } as const,
])('the packet filters of nodes let in what a Service of a chart takes from outside: %j', (service) => {
  const { plan } = defineCluster({
    ...nixosBase,
    components: [...nixosBase.components, shop({ services: [service] })],
  });
  if (plan === undefined) throw new Error('no plan');
  const bundle = bundleOf(plan, new Map());
  expect(findingsIn(bundle)).toEqual([]);
  const rules = bundle.hosts.topology.machines
    .filter(({ name }) => name === 'ada')
    .flatMap(({ tables }) => tables.filter(({ name }) => name === 'asterism'))
    .flatMap(({ chains }) => chains.flatMap((chain) => chain.rules.map(ruleText)));
  expect(rules.join('\n')).toContain('tcp dport 8080 accept comment "Service store/shop"');
});

test('each synth warns of pods whose connections nobody states, hooks among them', () => {
  const migrate = { name: 'migrate', kind: 'Job', pods: { app: 'migrate' }, ports: [] };
  const api = { ...migrate, name: 'operator', kind: 'Deployment', api: true };
  const workloads = [...facts({}).workloads, migrate, api];
  expect(findingsIn(bundled(smallCluster([shop({ workloads })])))).toEqual([
    {
      rule: 'stated-pods',
      severity: 'warning',
      at: 'small.components.shop.facts.workloads',
      reason: 'shop states no connections of Job migrate, so its pods can open none',
      next: "state them in connects or inside of shop: connects: { 'migrate': [] } where it needs none",
    },
  ]);
});
