import type { Json, KubeObject } from '../../component';
import { dialectOf } from '../../testing/dialects';
import { ends, networkPolicy, noProblem, podNetwork } from '../../testing/policy-ends';
import { judgeFor, type PodPeer, readPolicies } from '.';

const admin = (kind: string, spec: Json = {}): KubeObject => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  kind,
  metadata: { name: 'x' },
  spec,
});
const calico = (kind: string, namespace?: string): KubeObject => ({
  apiVersion: 'projectcalico.org/v3',
  kind,
  metadata: { name: 'x', ...(namespace !== undefined && { namespace }) },
});
const open = networkPolicy({ podSelector: {}, ingress: [{}] });
const judge = (...objects: readonly KubeObject[]) =>
  judgeFor(readPolicies(objects, dialectOf('cilium'), noProblem), { pods: podNetwork });

const wide: readonly (readonly [string, KubeObject])[] = [
  ['AdminNetworkPolicy x', admin('AdminNetworkPolicy')],
  ['ClusterNetworkPolicy x', admin('ClusterNetworkPolicy', { tier: 'Admin' })],
  ['GlobalNetworkPolicy x', calico('GlobalNetworkPolicy')],
  ['NetworkPolicy demo/x', calico('NetworkPolicy', 'demo')],
  ['BaselineAdminNetworkPolicy x', admin('BaselineAdminNetworkPolicy')],
  ['ClusterNetworkPolicy x', admin('ClusterNetworkPolicy', { tier: 'Baseline' })],
];

test.each(wide)('where %s may decide, the answer is not known and says so', (name, object) => {
  const found = judge(object).ingress(ends.friend, ends.web, 80, 'tcp');
  expect(found).toEqual({
    verdict: 'unknown',
    by: { kind: 'unread', policies: [name] },
    sentence: `not read: ${name}, which may decide otherwise; without it, no policy closes ingress`,
  });
  expect(judge(object).egress(ends.web, ends.friend, 80, 'tcp').verdict).toBe('unknown');
});

test.each(wide)('%s has no say where it cannot decide', (name, object) => {
  const found = judge(object, open).ingress(ends.friend, ends.web, 80, 'tcp');
  expect(found.verdict).toBe(/Baseline/.test(JSON.stringify(object)) ? 'allowed' : 'unknown');
  const elsewhere = judge(object).ingress(ends.web, ends.double, 80, 'tcp');
  expect(elsewhere.verdict).toBe(name === 'NetworkPolicy demo/x' ? 'allowed' : 'unknown');
  expect(judge(object).ingress(ends.placed, ends.placed, 80, 'tcp').verdict).toBe('allowed');
  expect(judge(object).ingress(ends.web, ends.lan, 80, 'tcp').verdict).toBe('allowed');
  expect(judge(object).ingress(ends.lan, ends.server, 80, 'tcp').verdict).toBe(
    name === 'GlobalNetworkPolicy x' ? 'unknown' : 'allowed',
  );
});

describe('what is not known of a pod is in doubt where a policy asks for it', () => {
  const stranger: PodPeer = {
    kind: 'pod',
    namespace: 'demo',
    labels: { app: 'friend' },
    moreLabels: true,
  };
  const from = (peer: Json) => networkPolicy({ podSelector: {}, ingress: [{ from: [peer] }] });
  const labelled = (key: string) => ({ matchLabels: { [key]: 'blue' } });
  const cases: readonly (readonly [string, KubeObject, 'unknown' | 'allowed' | 'blocked', string])[] = [
    [
      'a label of its namespace',
      from({ namespaceSelector: labelled('team') }),
      'unknown',
      'labels of namespace demo are not known',
    ],
    [
      'the name of its namespace',
      from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'demo' } } }),
      'allowed',
      '',
    ],
    ['another label', from({ podSelector: labelled('tier') }), 'unknown', 'have label tier is not known'],
    ['a label that it has otherwise', from({ podSelector: labelled('app') }), 'blocked', ''],
  ];
  test.each(cases)('%s', (_what, policy, verdict, sentence) => {
    const found = judge(policy).ingress(stranger, ends.web, 80, 'tcp');
    expect([found.verdict, found.sentence]).toEqual([verdict, expect.stringContaining(sentence)]);
  });

  test('the name of a port', () => {
    const named = networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] });
    const { verdict, sentence } = judge(named).ingress(ends.web, stranger, 80, 'tcp');
    expect(verdict).toBe('unknown');
    expect(sentence).toContain('which port of these pods has the name http is not known here');
    expect(judge(named).ingress(ends.friend, ends.web, 80, 'tcp').verdict).toBe('allowed');
  });
});
