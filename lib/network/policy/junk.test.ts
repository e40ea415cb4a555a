import fc from 'fast-check';
import { dialectOf } from '../../testing/dialects';
import { ends, podNetwork } from '../../testing/policy-ends';
import { judgeFor, readPolicies } from '.';

/** Words that policies are made of, so that what is drawn gets past the first look at it. */
const keys = [
  ...[
    'spec',
    'specs',
    'metadata',
    'podSelector',
    'namespaceSelector',
    'ipBlock',
    'cidr',
    'except',
    'policyTypes',
  ],
  ...['ingress', 'egress', 'ingressDeny', 'egressDeny', 'from', 'to', 'ports', 'port', 'endPort', 'protocol'],
  ...[
    'endpointSelector',
    'nodeSelector',
    'enableDefaultDeny',
    'matchLabels',
    'matchExpressions',
    'key',
    'operator',
  ],
  ...[
    'values',
    'fromEndpoints',
    'toEndpoints',
    'fromEntities',
    'toEntities',
    'fromCIDR',
    'toCIDRSet',
    'toFQDNs',
  ],
  ...[
    'matchName',
    'matchPattern',
    'toPorts',
    'rules',
    'dns',
    'http',
    'icmps',
    'fields',
    'toServices',
    'k8sService',
  ],
  ...['name', 'namespace', 'labels', 'selector', 'tier', '__proto__', 'constructor', 'app', ''],
];
const texts = [
  'Ingress',
  'Egress',
  'TCP',
  '80',
  'http',
  'In',
  'Exists',
  '192.0.2.0/24',
  '::/0',
  '2001:db8::/x',
  '0.0.0.0/0',
  '*',
  'web',
  '',
];
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 80, -1, 1.5, 1e300, {}, []),
    fc.constantFrom<unknown>(...texts),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 5 }),
  ),
}));
const kinds = fc.constantFrom(
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['cilium.io/v2', 'CiliumNetworkPolicy'],
  ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'],
  ['v1', 'Service'],
  ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
);
const policy = fc
  .record({
    kind: kinds,
    metadata: fc.oneof(fc.constant({ name: 'p', namespace: 'demo' }), value),
    spec: fc.oneof(
      value,
      fc.record({ podSelector: value, ingress: value, egress: value }),
      fc.record({ endpointSelector: fc.constant({}), ingress: fc.array(value), egress: fc.array(value) }),
    ),
  })
  .map(({ kind: [apiVersion, kind], ...rest }): unknown => ({ apiVersion, kind, ...rest }));

test.each(['flannel', 'cilium'] as const)(
  'with %s, whatever is handed over is read and judged without an error',
  (plugin) => {
    const seen = { reported: 0, read: 0 };
    const dialect = dialectOf(plugin, { hostFirewall: true });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: policy }, value), { maxLength: 4 }),
        (objects) => {
          const policies = readPolicies(objects, dialect, () => (seen.reported += 1));
          seen.read += policies.read.length;
          const judge = judgeFor(policies, {
            pods: podNetwork,
            workloads: [ends.web, ends.friend],
          });
          for (const other of Object.values(ends)) {
            judge.ingress(other, ends.web, 80, 'tcp');
            judge.egress(ends.web, other, 53, 'udp');
            judge.ingress(other, ends.server, 80, 'sctp');
          }
        },
      ),
      { numRuns: 1000, seed: 20_261_126 },
    );
    expect(Math.min(seen.reported, seen.read)).toBeGreaterThan(100);
  },
  60_000,
);
