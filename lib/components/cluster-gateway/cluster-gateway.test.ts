import fc from 'fast-check';
import { findingsIn } from '../../check';
import { ciliumProps } from '../../plan/fixtures/base';
import { type ClusterInput, defineCluster } from '../../plan';
import { bundled, planned } from '../../testing/clusters';
import { gatewayCluster, issuedBy, routedApp } from '../../testing/gateways';
import { field } from '../../testing/field';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { problemText } from '../../values';
import { cilium } from '../cilium';
import { metallb } from '../metallb';
import { clusterGateway } from '.';
import { secureListener } from './listeners';

const production = issuedBy('production');
const bankSecret = { from: 'secret', secret: 'bank-tls' } as const;

/** One of each: a certificate of an issuer, one from a Secret, a wildcard, two paths of one host, and a host without TLS. */
const apps = [
  routedApp('shop', { hosts: ['shop.example.com'], tls: production }),
  routedApp('cart', { hosts: ['shop.example.com'], paths: ['/cart'], tls: production }),
  routedApp('bank', { hosts: ['bank.example.com'], tls: bankSecret }),
  routedApp('docs', { hosts: ['*.example.com'], tls: issuedBy('staging') }),
  routedApp('plain', { hosts: ['plain.example.com'] }),
];

const withBank = gatewayCluster([
  clusterGateway({ address: '192.0.2.240', namespaces: ['guests'] }),
  ...apps,
]);
const everything = {
  ...withBank,
  secrets: { ...withBank.secrets, 'bank/bank-tls': { from: 'manual' } },
} as const;

const problemsOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

function objectsIn(input: ClusterInput, app: string, ...kinds: readonly string[]) {
  return bundled(input).objects.flatMap((one) =>
    one.app === app && (kinds.length === 0 || kinds.includes(one.object.kind)) ? [one.object] : [],
  );
}

test('golden of a Gateway with hosts of every form, and of the routes that attach to it', () => {
  const routes = apps.flatMap(({ name }) => objectsIn(everything, name, 'HTTPRoute', 'ReferenceGrant'));
  expectGolden(
    'cluster-gateway/everything.yaml',
    yamlDocuments([...objectsIn(everything, 'gateway'), ...routes]),
  );
});

test('a cluster with a Gateway and hosts of every form has no problem and no finding', () => {
  expect(problemsOf(everything)).toEqual([]);
  expect(findingsIn(bundled(everything))).toEqual([]);
});

test('every route of an exposure attaches to a listener that the Gateway has, for its host and its namespace', () => {
  const [gateway] = objectsIn(everything, 'gateway', 'Gateway');
  const routes = apps.flatMap(({ name }) => objectsIn(everything, name, 'HTTPRoute'));
  expect(routes.length).toBe(apps.length);
  const listeners = field(gateway?.spec, 'listeners');
  for (const { spec, metadata } of routes) {
    expect(spec).toMatchObject({ parentRefs: [{ name: 'gateway', namespace: 'gateway' }] });
    const name = field(spec, 'parentRefs', 0, 'sectionName');
    const all: readonly unknown[] = Array.isArray(listeners) ? listeners : [];
    const listener = all.find((one) => field(one, 'name') === name);
    const selector = field(listener, 'allowedRoutes', 'namespaces', 'selector');
    expect(field(selector, 'matchExpressions', 0, 'values')).toContain(metadata.namespace);
  }
});

test('it comes after what serves it, its kinds and its certificates, and neither it nor a route waits for the other', () => {
  const gateway = planned(everything).components.find(({ name }) => name === 'gateway');
  expect(gateway?.after).toEqual(['cert-manager', 'cilium', 'gateway-api']);
  const [route] = objectsIn(everything, 'shop', 'HTTPRoute');
  expect(route?.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/ignore-healthcheck': 'true' });
});

test('without an exposure it has a listener for HTTP alone, for its own namespace', () => {
  const [gateway, ...others] = objectsIn(gatewayCluster([clusterGateway()]), 'gateway');
  expect(others).toEqual([]);
  expect(gateway?.spec).toEqual({
    gatewayClassName: 'cilium',
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
    ],
  });
});

const metallbAnnotation = { 'metallb.io/loadBalancerIPs': '192.0.2.240' };

test('its address is asked for by the annotation of what gives out addresses', () => {
  const { version, apiServer, loadBalancer } = ciliumProps;
  const input = gatewayCluster(
    [clusterGateway({ address: '192.0.2.240' }), metallb({ pools: [...loadBalancer.pools] })],
    { version, apiServer },
  );
  expect(problemsOf(input)).toEqual([]);
  expect(objectsIn(input, 'gateway', 'Gateway')).toMatchObject([
    { spec: { infrastructure: { annotations: metallbAnnotation } } },
  ]);
});

test.each([
  [
    'two certificates for one host',
    [
      clusterGateway(),
      routedApp('cart', { hosts: ['shop.example.com'], paths: ['/cart'], tls: issuedBy('staging') }),
      routedApp('shop', { hosts: ['shop.example.com'], tls: production }),
    ],
    'small.components.shop.exposure.hosts[0]: cart has "shop.example.com" with a certificate of issuer staging, and this route wants a certificate of issuer production: one listener serves the host; give both the same tls',
  ],
  [
    'a host with TLS and without',
    [
      clusterGateway(),
      routedApp('cart', { hosts: ['shop.example.com'], paths: ['/cart'] }),
      routedApp('shop', { hosts: ['shop.example.com'], tls: production }),
    ],
    'small.components.shop.exposure.hosts[0]: cart has "shop.example.com" with no TLS, and this route wants a certificate of issuer production: one listener serves the host; give both the same tls',
  ],
  [
    'an issuer where no Certificates are made',
    [clusterGateway({ issuers: false }), routedApp('shop', { hosts: ['shop.example.com'], tls: production })],
    'small.components.shop.exposure.hosts[0]: the Gateway makes no Certificates, and this route names issuer "production"; write issuers: true in clusterGateway({ … }), or a Secret',
  ],
  [
    'an issuer that the cluster lacks',
    [clusterGateway(), routedApp('shop', { hosts: ['shop.example.com'], tls: issuedBy('prod') })],
    'small.components.shop.exposure.tls.issuer: the cluster has no ClusterIssuer "prod"; write "staging" or "production", or add it to the issuers of cert-manager',
  ],
  [
    'a host outside the zones of its issuer',
    [clusterGateway(), routedApp('shop', { hosts: ['shop.example.org'], tls: production })],
    'small.components.shop.exposure.tls.issuer: ClusterIssuer "production" issues for example.com only, not for shop.example.org; choose another issuer, or add the zone to this one',
  ],
  [
    'a class that nothing claims',
    [clusterGateway({ className: 'celium' })],
    'small.components.gateway.className: no component of the cluster claims GatewayClass "celium"; did you mean "cilium"?',
  ],
  [
    'an address outside the pools',
    [clusterGateway({ address: '192.0.2.99' })],
    'small.components.gateway.address: 192.0.2.99 is in no pool of load-balancer addresses; take an address of 192.0.2.240-192.0.2.250 (lan)',
  ],
  [
    'more hosts than a Gateway has listeners',
    [
      clusterGateway(),
      ...Array.from({ length: 64 }, (_, index) =>
        routedApp(`shop-${index}`, { hosts: [`shop-${index}.example.com`], tls: production }),
      ),
    ],
    'small.components.gateway: Gateway gateway would have 65 listeners, and 64 are the most; list a second clusterGateway, and name one of them with by in the exposures',
  ],
  [
    'a host whose listener would have too long a name',
    [clusterGateway(), routedApp('shop', { hosts: [`${'a.'.repeat(119)}example.com`], tls: production })],
    'small.components.shop.exposure.hosts[0]: the listener for this host would have a name of 255 characters, and 253 are the most; take a shorter host',
  ],
])('%s is reported', (_, components, message) => {
  expect(problemsOf(gatewayCluster(components))).toContain(message);
});

test('a cluster without what serves Gateways is told what to write', () => {
  const { components } = gatewayCluster([clusterGateway()]);
  const others = components.filter(({ kind }) => kind !== 'cilium');
  const input = { ...gatewayCluster([]), components: [...others, cilium(ciliumProps)] };
  expect(problemsOf(input)).toContain(
    'small.components.gateway.className: nothing in the cluster is known to serve Gateways; write gatewayApi in cilium({ … }), or the GatewayClass of what serves them',
  );
});

test('no two hosts have one name of a listener', () => {
  const word = fc.constantFrom('wildcard', 'https', 'a', 'any', 'example');
  const host = fc
    .tuple(fc.boolean(), fc.array(word, { minLength: 2, maxLength: 4 }), fc.constantFrom('.', '-'))
    .map(([wild, words, join]) => `${wild ? '*.' : ''}${words.join(join)}.com`);
  fc.assert(
    fc.property(host, host, (one, other) => {
      expect(secureListener(one) === secureListener(other)).toBe(one === other);
    }),
  );
});
