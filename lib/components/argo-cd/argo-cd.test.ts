import * as v from 'valibot';
import type { HelmChart, Json } from '../../component';
import type { FactsInput } from '../../inventory';
import { flannelFacts, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { quantity } from '../../values';
import { argoCd } from './argo-cd';
import { applicationHealth } from './health';
import type { ArgoCdProps } from './props';

const rolling: FactsInput = { ...flannelFacts, delivery: 'rolling' };

test.each([
  ['waves', { domain: 'argocd.example.net' }, flannelFacts],
  ['rolling', {}, rolling],
])('golden: values for delivery by %s', (name, props, facts) => {
  expectGolden(`argo-cd/${name}.yaml`, yamlDocuments([chartOf(props, facts).values]));
});

test('waves between Applications gate nothing without the health check, so it is shipped', () => {
  expect(JSON.stringify(chartOf({}).values)).toContain(JSON.stringify(applicationHealth));
});

test('what tracks an object is an annotation, which no chart overwrites', () => {
  expect(chartOf({}).values).toMatchObject({
    configs: { cm: { 'application.resourceTrackingMethod': 'annotation' } },
  });
});

test('the ApplicationSet controller runs where delivery is rolling, with progressive syncs, and nowhere else', () => {
  expect(chartOf({}).values).toMatchObject({ applicationSet: { replicas: 0 } });
  expect(chartOf({}).values['configs']).not.toHaveProperty('params');
  expect(workloadNames({})).not.toContain('applicationset-controller');
  expect(chartOf({}, rolling).values).toMatchObject({
    configs: { params: { 'applicationsetcontroller.enable.progressive.syncs': true } },
  });
  expect(workloadNames({}, rolling)).toContain('applicationset-controller');
  expect(workloadNames({ applicationSets: true })).toContain('applicationset-controller');
});

test("the chart's own network policies, on by default, are off: each flow is declared once", () => {
  const { values, creates } = chartOf({});
  expect(values).toMatchObject({ global: { networkPolicy: { create: false } } });
  expect(creates.map(({ kind }) => kind)).not.toContain('NetworkPolicy');
});

test('every quantity is canonical, or Argo CD would show itself as OutOfSync for ever', () => {
  const quantities = resourcesIn(chartOf({}, rolling).values);
  expect(quantities.length).toBeGreaterThan(20);
  for (const written of quantities) expect(v.is(quantity, written)).toBe(true);
});

test('its parts reach each other by the names and ports that the chart gives them', () => {
  const flows = planFrom(argoCd()).workloads.flatMap(({ name, connects }) =>
    connects.map(({ to }) => `${name} → ${targetOf(to)}`),
  );
  expect(flows).toEqual([
    'application-controller → argocd-repo-server.argocd:8081',
    'application-controller → argocd-redis.argocd:6379',
    'application-controller → kube-apiserver',
    'server → argocd-repo-server.argocd:8081',
    'server → argocd-redis.argocd:6379',
    'server → kube-apiserver',
    'repo-server → argocd-redis.argocd:6379',
    'repo-server → *:443',
    'redis-secret-init → kube-apiserver',
  ]);
});

test('a repository that is cloned over SSH opens its host, and a hub opens the clusters that it delivers to', () => {
  const facts = { ...flannelFacts, git: { url: 'git@git.example.com:clusters.git', revision: 'main' } };
  const hub = argoCd({
    clusters: ['https://192.0.2.99:6443'],
    repositories: [{ kind: 'git', url: facts.git.url, secret: 'clusters' }],
    knownHosts: ['git.example.com ssh-ed25519 AAAA'],
  });
  const targets = planFrom(hub, facts).workloads.map((workload) => [
    workload.name,
    workload.connects.flatMap(({ to }) => (to.kind === 'internet' ? [targetOf(to)] : [])),
  ]);
  expect(Object.fromEntries(targets)).toMatchObject({
    'application-controller': ['192.0.2.99:6443'],
    server: ['192.0.2.99:6443'],
    'repo-server': ['*:443', 'git.example.com:22'],
  });
});

test('a repository that is served on a node is opened there, since no rule for the outside matches nodes', () => {
  const facts = { ...flannelFacts, git: { url: 'https://192.0.2.12/home.git', revision: 'main' } };
  const targets = planFrom(argoCd(), facts).workloads.flatMap(({ connects }) =>
    connects.map(({ to }) => targetOf(to)),
  );
  expect(targets).toContain('nodes:443');
});

test.each<[string, ArgoCdProps, FactsInput, string]>([
  [
    'a route without a domain',
    { route: { tls: { from: 'secret', secret: 'page-tls' } } },
    flannelFacts,
    "domain: is missing, and a route leads to it; write the name of the page, such as 'argocd.example.com'",
  ],
  [
    'rolling delivery without its controller',
    { applicationSets: false },
    rolling,
    "applicationSets: is false, and delivery 'rolling' is the work of the ApplicationSet controller; write true, or deliver by 'waves'",
  ],
  [
    'a cluster without https',
    { clusters: ['192.0.2.99'] },
    flannelFacts,
    'clusters[0]: "192.0.2.99" is not a valid API server URL; write it as https://192.0.2.10:6443, as Argo CD knows it',
  ],
  [
    'a domain that is an address',
    { domain: 'https://argocd.example.com' },
    flannelFacts,
    'domain: "https://argocd.example.com" is not a valid DNS name; write labels joined by dots, such as git.example.com',
  ],
])('refuses %s', (_, props, facts, message) => {
  expect(read(argoCd(props), facts).messages).toEqual([`small.components.argo-cd.${message}`]);
});

function chartOf(props: ArgoCdProps, facts: FactsInput = flannelFacts): HelmChart {
  const { upstream } = planFrom(argoCd(props), facts);
  if (upstream?.kind !== 'helm') throw new Error('Argo CD comes as a chart');
  return upstream;
}

function workloadNames(props: ArgoCdProps, facts?: FactsInput): string[] {
  return planFrom(argoCd(props), facts).workloads.map(({ name }) => name);
}

type Target = ReturnType<typeof planFrom>['workloads'][number]['connects'][number]['to'];

function portText(port: number | { readonly first: number; readonly last: number }): string {
  return typeof port === 'number' ? String(port) : `${port.first}-${port.last}`;
}

function targetOf(to: Target): string {
  switch (to.kind) {
    case 'kube-apiserver':
      return to.kind;
    case 'internet':
      return `${to.host}:${portText(to.port)}`;
    case 'nodes':
      return `nodes:${portText(to.port)}`;
    case 'endpoint': {
      const { owner } = to.endpoint;
      return owner.kind === 'host' ? owner.host : `${owner.service}.${owner.namespace}:${owner.targetPort}`;
    }
  }
}

/** Every value under `requests` and `limits`. */
function resourcesIn(value: Json, under = ''): Json[] {
  if (typeof value !== 'object' || value === null)
    return under === 'limits' || under === 'requests' ? [value] : [];
  return Object.entries(value).flatMap(([key, inner]) =>
    resourcesIn(inner, under === 'limits' || under === 'requests' ? under : key),
  );
}
