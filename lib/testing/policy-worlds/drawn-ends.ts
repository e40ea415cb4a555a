import fc from 'fast-check';
import type { End, Try } from './end';
import { labelValues, names, namespaces, ports, some } from './drawn-values';

const labels = fc.record(
  { app: some(labelValues.app), tier: some(labelValues.tier), 'pod-template-hash': fc.constant('x') },
  { requiredKeys: [] },
);

const web = { name: 'web', port: 80, transport: 'tcp' as const };
const lookups = { name: 'dns', port: 53, transport: 'udp' as const };

const pod: fc.Arbitrary<End> = fc
  .record(
    {
      kind: fc.constant('pod' as const),
      namespace: some(namespaces),
      labels,
      ports: some([[], [web, lookups]]),
      address: some(['10.42.0.1', '10.42.0.2', '10.42.0.5', '10.42.0.6']),
      node: some(['ada', 'bob']),
    },
    { requiredKeys: ['kind', 'namespace', 'labels', 'ports'] },
  )
  .map(({ labels: drawn, ...rest }) => ({
    ...rest,
    labels: Object.fromEntries(Object.entries(drawn)),
    namespaceLabels: namespaceLabels(rest.namespace),
  }));
const node: fc.Arbitrary<End> = some([
  { kind: 'node', name: 'ada', address: '192.0.2.11', role: 'server', labels: { disk: 'x' } },
  { kind: 'node', name: 'bob', address: '192.0.2.12', role: 'agent', labels: {} },
]);
const outside: fc.Arbitrary<End> = fc.record(
  {
    kind: fc.constant('address' as const),
    address: some(['192.0.2.20', '198.51.100.7', '203.0.113.5']),
    name: some(names),
  },
  { requiredKeys: ['kind', 'address'] },
);
const end = fc.oneof(
  { weight: 4, arbitrary: pod },
  { weight: 3, arbitrary: node },
  { weight: 2, arbitrary: outside },
);

/** Which end is asked about an attempt; mostly one that policies can select. */
export const question = fc
  .record({
    direction: some(['ingress', 'egress'] as const),
    self: fc.oneof(
      { weight: 15, arbitrary: pod },
      { weight: 2, arbitrary: node },
      { weight: 1, arbitrary: outside },
    ),
    other: end,
    port: some(ports),
    transport: some(['tcp', 'tcp', 'udp'] as const),
  })
  .map(
    ({
      direction,
      self,
      other,
      port,
      transport,
    }): { readonly direction: 'ingress' | 'egress'; readonly attempt: Try } => ({
      direction,
      attempt:
        direction === 'ingress'
          ? { from: other, to: self, port, transport }
          : { from: self, to: other, port, transport },
    }),
  );

function namespaceLabels(namespace: string): Record<string, string> {
  return namespace === 'a' ? { team: 'x' } : {};
}
