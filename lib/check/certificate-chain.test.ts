import fc from 'fast-check';
import { findingsIn } from '.';
import { bundled } from '../testing/clusters';
import { demo, foundBy, raw } from '../testing/findings';
import { gatewayCluster, issuedBy, routedApp } from '../testing/gateways';
import { clusterGateway } from '../components';
import { certificateChain } from './certificate-chain';
import { covers, meets } from './certificate-chain/hosts';

type Part = 'class' | 'gateway' | 'route' | 'certificate' | 'issuer' | 'grant' | 'ingress';
type Objects = Readonly<Record<Part, { readonly metadata?: object; readonly spec?: object }>>;

const routing = 'gateway.networking.k8s.io';
const listener = {
  name: 'https',
  hostname: 'shop.example.com',
  port: 443,
  protocol: 'HTTPS',
  tls: { certificateRefs: [{ name: 'shop-tls', namespace: 'demo' }] },
  allowedRoutes: {
    namespaces: {
      from: 'Selector',
      selector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['demo'] }],
      },
    },
  },
};
const certificate = {
  secretName: 'shop-tls',
  dnsNames: ['shop.example.com'],
  issuerRef: { kind: 'ClusterIssuer', name: 'production' },
};
const route = {
  parentRefs: [{ name: 'doors', namespace: 'kube-system', sectionName: 'https' }],
  hostnames: ['shop.example.com'],
};
const grant = {
  from: [{ group: routing, kind: 'Gateway', namespace: 'kube-system' }],
  to: [{ group: '', kind: 'Secret', name: 'shop-tls' }],
};

/** Every link of the chain: a route, a Gateway in another namespace than the Secret, its Certificate, and what they name. */
const sound: Objects = {
  class: { metadata: { name: 'cilium' } },
  gateway: { spec: { gatewayClassName: 'cilium', listeners: [listener] } },
  route: { spec: route },
  certificate: { spec: certificate },
  issuer: { metadata: { name: 'production' } },
  grant: { spec: grant },
  ingress: {
    metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'production' } },
    spec: { tls: [{ hosts: ['old.example.com'], secretName: 'old-tls' }] },
  },
};

/** What the rule finds when some objects are other ones. */
function found(changes: Partial<Objects> = {}): readonly string[] {
  const objects = { ...sound, ...changes };
  const demoSpace = { name: 'shop', namespace: 'demo' };
  const kinds: readonly (readonly [string, string, Part, object])[] = [
    [`${routing}/v1`, 'GatewayClass', 'class', {}],
    [`${routing}/v1`, 'Gateway', 'gateway', { name: 'doors', namespace: 'kube-system' }],
    [`${routing}/v1`, 'HTTPRoute', 'route', demoSpace],
    ['cert-manager.io/v1', 'Certificate', 'certificate', demoSpace],
    ['cert-manager.io/v1', 'ClusterIssuer', 'issuer', {}],
    [`${routing}/v1beta1`, 'ReferenceGrant', 'grant', demoSpace],
    ['networking.k8s.io/v1', 'Ingress', 'ingress', demoSpace],
  ];
  return foundBy(
    certificateChain,
    demo((chart) => {
      for (const [apiVersion, kind, part, place] of kinds) {
        const { metadata = {}, ...fields } = objects[part];
        raw(chart, apiVersion, kind, fields, { ...place, ...metadata });
      }
    }),
  );
}

test('a whole chain passes', () => {
  expect(found()).toEqual([]);
});

const gatewayWith = (changes: object) => ({
  gateway: { spec: { gatewayClassName: 'cilium', listeners: [{ ...listener, ...changes }] } },
});
const file = (kind: string) => `dist/small/demo/${kind}`;
const gateway = file('gateway-doors.kube-system.yaml');

test.each<[string, Partial<Objects>, string]>([
  [
    'a host for which no listener is',
    { route: { spec: { ...route, hostnames: ['shop.example.com', 'stop.example.com'] } } },
    `${file('httproute-shop.yaml')}: spec.hostnames[1]: "stop.example.com" does not match "shop.example.com", which Gateway kube-system/doors serves there; give the Gateway a listener for the host, or name its listener in parentRefs`,
  ],
  [
    'a Gateway that is not there',
    { route: { spec: { ...route, parentRefs: [{ name: 'door', namespace: 'kube-system' }] } } },
    `${file('httproute-shop.yaml')}: spec.parentRefs[0]: names Gateway kube-system/door, which no component makes; did you mean "doors"?`,
  ],
  [
    'a listener that is not there',
    { route: { spec: { ...route, parentRefs: [{ ...route.parentRefs[0], sectionName: 'http' }] } } },
    `${file('httproute-shop.yaml')}: spec.parentRefs[0].sectionName: Gateway kube-system/doors has no listener "http"; did you mean "https"?`,
  ],
  [
    'a listener that takes no routes of the namespace',
    gatewayWith({ allowedRoutes: { namespaces: { from: 'Same' } } }),
    `${file('httproute-shop.yaml')}: spec.parentRefs[0]: listener https of Gateway kube-system/doors takes no routes of namespace demo; add the namespace to allowedRoutes of the listener`,
  ],
  [
    'a listener without a certificate',
    gatewayWith({ tls: { mode: 'Terminate' } }),
    `${gateway}: spec.listeners[0].tls: ends TLS and names no certificate; name a Secret in certificateRefs`,
  ],
  [
    'a Secret that nothing makes',
    { certificate: { spec: { ...certificate, secretName: 'shop' } } },
    `${gateway}: spec.listeners[0].tls.certificateRefs[0]: names Secret demo/shop-tls, which no Certificate makes and no component makes or states; make a Certificate in namespace demo whose secretName is "shop-tls"`,
  ],
  [
    'a Certificate for another host',
    { certificate: { spec: { ...certificate, dnsNames: ['*.shop.example.com'] } } },
    `${gateway}: spec.listeners[0].tls.certificateRefs[0]: its Certificate (${file('certificate-shop.yaml')}) is for "*.shop.example.com", and the listener serves "shop.example.com"; add the host to dnsNames of the Certificate`,
  ],
  [
    'an issuer that is not there',
    { issuer: { metadata: { name: 'staging' } }, ingress: { spec: {} } },
    `${file('certificate-shop.yaml')}: spec.issuerRef: names ClusterIssuer "production", which nothing makes: the Certificate waits for ever; use one of staging`,
  ],
  [
    'a grant for another namespace',
    { grant: { spec: { ...grant, from: [{ group: routing, kind: 'Gateway', namespace: 'demo' }] } } },
    `${gateway}: spec.listeners[0].tls.certificateRefs[0]: names Secret demo/shop-tls, and no ReferenceGrant lets Gateways of namespace kube-system read it; make a ReferenceGrant in namespace demo`,
  ],
  [
    'a class that nothing brings',
    { class: { metadata: { name: 'traefik' } } },
    `${gateway}: spec.gatewayClassName: names GatewayClass "cilium", which nothing brings: the Gateway gets no address and serves nothing; use one of traefik`,
  ],
  [
    'an Ingress that leaves the certificate to its controller',
    { ingress: { spec: { tls: [{ hosts: ['old.example.com'] }] } } },
    `${file('ingress-shop.yaml')}: spec.tls[0]: names no Secret, so its hosts get the default certificate of whatever serves it; write secretName`,
  ],
  [
    'an Ingress whose issuer is not there',
    { ingress: { metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'prod' } }, spec: {} } },
    `${file('ingress-shop.yaml')}: metadata.annotations: cert-manager.io/cluster-issuer names ClusterIssuer "prod", which nothing makes; use one of production`,
  ],
])('%s is the broken link', (_, changes, message) => {
  expect(found(changes)).toEqual([message]);
});

test('what a clusterGateway makes of exposures is a whole chain', () => {
  const cluster = gatewayCluster([
    clusterGateway(),
    routedApp('shop', { hosts: ['shop.example.com'], tls: issuedBy('staging') }),
    routedApp('docs', { hosts: ['*.example.com'], tls: issuedBy('staging') }),
  ]);
  expect(findingsIn(bundled(cluster))).toEqual([]);
});

const host = fc
  .array(fc.constantFrom('*', 'a', 'b', 'com'), { minLength: 1, maxLength: 4 })
  .map((labels) => labels.map((label, index) => (label === '*' && index > 0 ? 'c' : label)).join('.'));

test('what a pattern covers it meets, whichever comes first, and one label is less than any number', () => {
  fc.assert(
    fc.property(host, host, (one, other) => {
      if (covers(one, other, 'one')) expect(covers(one, other, 'any')).toBe(true);
      if (covers(one, other, 'any')) expect([meets(one, other), meets(other, one)]).toEqual([true, true]);
    }),
  );
});

test.each([
  ['*.example.com', 'shop.example.com', true, true],
  ['*.example.com', 'a.shop.example.com', false, true],
  ['*.example.com', 'example.com', false, false],
  ['*.example.com', '*.shop.example.com', false, true],
  ['shop.example.com', '*.example.com', false, false],
  ['*.example.com', 'anexample.com', false, false],
])('%s for %s: as a certificate %s, as a listener %s', (pattern, name, asCertificate, asListener) => {
  expect([covers(pattern, name, 'one'), covers(pattern, name, 'any')]).toEqual([asCertificate, asListener]);
});
