import type { PolicyObject } from '../../drivers/policy-cilium';

/** What makes Cilium refuse a policy, or not, by one change: each is tried on drawn policies. */
const changes: readonly ((spec: Record<string, unknown>) => object)[] = [
  (spec) => ({
    ...spec,
    ingress: undefined,
    egress: undefined,
    ingressDeny: undefined,
    egressDeny: undefined,
  }),
  (spec) => ({ ...spec, ingress: [], egress: [], ingressDeny: [], egressDeny: [] }),
  (spec) => ({ ...spec, endpointSelector: {}, nodeSelector: {} }),
  (spec) => ({ ...spec, endpointSelector: undefined, nodeSelector: undefined }),
  (spec) => ({ ...spec, endpointSelector: { matchLabels: { 'a b': 'x' } }, nodeSelector: undefined }),
  (spec) => ({
    ...spec,
    endpointSelector: { matchLabels: { app: 'x'.repeat(64) } },
    nodeSelector: undefined,
  }),
  withEgress({ toFQDNs: [{ matchName: '*.example.com' }] }),
  withEgress({ toFQDNs: [{ matchName: 'https://example.com' }] }),
  withEgress({ toFQDNs: [{ matchName: 'example.com:443' }] }),
  withEgress({ toFQDNs: [{ matchName: 'example.com', matchPattern: '*.example.com' }] }),
  withEgress({ toFQDNs: [{}] }),
  withEgress({ toFQDNs: [{ matchPattern: '*.example.com' }], toCIDR: ['192.0.2.0/24'] }),
  withEgress({ toCIDR: ['192.0.2.0/24'], toEndpoints: [{}] }),
  withEgress({ toCIDR: ['192.0.2.0/33'] }),
  withEgress({ toCIDR: ['192.0.2.1/24'] }),
  withEgress({ toCIDR: ['2001:db8::/32'] }),
  withEgress({ toCIDRSet: [{ cidr: '192.0.2.0/24', except: ['198.51.100.0/25'] }] }),
  withEgress({ toCIDRSet: [{ cidr: '192.0.2.0/24', except: ['192.0.2.0/25'] }] }),
  withEgress({ toCIDRSet: [{}] }),
  withEgress({ toEntities: ['everybody'] }),
  withEgress({
    toPorts: [{ ports: [{ port: '80', protocol: 'UDP' }], rules: { http: [{ method: 'GET' }] } }],
  }),
  withEgress({
    toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{ method: 'GET' }] } }],
  }),
  withEgress({
    toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
  }),
  withEgress({
    toPorts: [
      { ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}], dns: [{ matchPattern: '*' }] } },
    ],
  }),
  withEgress({ toPorts: [{ ports: [{ port: '70000', protocol: 'TCP' }] }] }),
  withEgress({ toPorts: [{ ports: [{ port: '81', endPort: 80, protocol: 'TCP' }] }] }),
  withEgress({ toPorts: [{ ports: [{ port: '80', protocol: 'HTTP' }] }] }),
  withEgress({ toPorts: [{ ports: [{ port: '-web', protocol: 'TCP' }] }] }),
  withEgress({ toPorts: [{ ports: manyPorts(40) }] }),
  withEgress({ toPorts: [{ ports: manyPorts(41) }] }),
  withIngress({
    toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }],
  }),
  withIngress({ fromCIDR: ['192.0.2.0/24'], fromEntities: ['cluster'] }),
  withIngress({ fromEndpoints: [{ matchLabels: { app: 'x' } }], fromEntities: ['cluster'] }),
  withIngress({
    icmps: [{ fields: [{ type: 8 }] }],
    toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }],
  }),
];

/** How many changes there are. */
export const changeCount = changes.length;

/** A drawn Cilium policy with one change; a NetworkPolicy stays as it is. */
export function spoiled(policy: PolicyObject & { readonly spec?: unknown }, change: number): PolicyObject {
  const { spec } = policy;
  if (policy.kind === 'NetworkPolicy' || typeof spec !== 'object' || spec === null) return policy;
  const made = changes[change % changes.length];
  return made === undefined ? policy : { ...policy, ...{ spec: made({ ...spec }) } };
}

function withEgress(rule: object) {
  return (spec: Record<string, unknown>) => ({ ...spec, egress: [rule] });
}

function withIngress(rule: object) {
  return (spec: Record<string, unknown>) => ({ ...spec, ingress: [rule] });
}

function manyPorts(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({ port: String(index + 1), protocol: 'TCP' }));
}
