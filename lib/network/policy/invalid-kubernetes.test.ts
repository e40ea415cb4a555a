import type { Json } from '../../component';
import { networkPolicy } from '../../testing/policy-ends';
import { problemText } from '../../values';
import { readPolicies } from '.';
import { portable } from './portable';

/**
 * What the API server refuses of a NetworkPolicy.
 * https://github.com/kubernetes/kubernetes at v1.33.13: pkg/apis/networking/validation/validation.go, and apimachinery's
 * validation of metadata and label selectors; what is of another type cannot be decoded.
 */
const long = 'x'.repeat(64);
const spec = (value: Json) => networkPolicy(value);
const from = (peer: Json) => spec({ podSelector: {}, ingress: [{ from: [peer] }] });
const to = (peer: Json) => spec({ podSelector: {}, egress: [{ to: [peer] }] });
const port = (value: Json) => spec({ podSelector: {}, ingress: [{ ports: [value] }] });
const block = (cidr: Json, ...except: Json[]) => from({ ipBlock: { cidr, except } });
const labels = (matchLabels: Json) => spec({ podSelector: { matchLabels } });
const base = networkPolicy({ podSelector: {} });

const wrong: readonly (readonly [string, unknown, string])[] = [
  [
    'no metadata',
    { apiVersion: base.apiVersion, kind: base.kind, spec: {} },
    'has no metadata; write metadata.name',
  ],
  ['metadata that is null', { ...base, metadata: null }, 'has no metadata'],
  ['metadata that is a list', { ...base, metadata: [] }, 'has no metadata'],
  ['no name', { ...base, metadata: { namespace: 'demo' } }, 'metadata.name'],
  ['the form of a name', { ...base, metadata: { name: 'A_b' } }, '"A_b" is not a valid DNS name'],
  [
    'the form of a namespace',
    { ...base, metadata: { name: 'p', namespace: 'a.b' } },
    '"a.b" is not a valid DNS label',
  ],
  [
    'a label of its own',
    { ...base, metadata: { name: 'p', labels: { app: 'a b' } } },
    '"a b" is not a valid Kubernetes label value',
  ],
  [
    'a label that is a number',
    { ...base, metadata: { name: 'p', labels: { app: 1 } } },
    'labels.app: found 1; expected a string',
  ],
  [
    'an old version',
    { ...base, apiVersion: 'networking.k8s.io/v1beta1' },
    'apiVersion: found "networking.k8s.io/v1beta1"',
  ],
  ['a version that is gone', { ...base, apiVersion: 'extensions/v1beta1' }, 'write networking.k8s.io/v1'],
  ['a version of another group', { ...base, apiVersion: 'v1' }, 'apiVersion: found "v1"'],
  ['no version', { ...base, apiVersion: undefined }, 'apiVersion: found ""'],
  ['the form of a key', labels({ 'a b': 'x' }), '"a b" is not a valid Kubernetes label key'],
  ['the length of a key', labels({ [long]: 'x' }), 'is not a valid Kubernetes label key'],
  ['the prefix of a key', labels({ 'A_b/app': 'x' }), 'is not a valid Kubernetes label key'],
  ['the form of a value', labels({ app: '-x' }), '"-x" is not a valid Kubernetes label value'],
  ['the length of a value', labels({ app: long }), 'is not a valid Kubernetes label value'],
  [
    'a key of an expression',
    from({ namespaceSelector: { matchExpressions: [{ key: 'a b', operator: 'Exists' }] } }),
    'namespaceSelector.matchExpressions[0].key: "a b" is not a valid Kubernetes label key',
  ],
  [
    'a value of an expression',
    from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', long] }] } }),
    'podSelector.matchExpressions[0].values',
  ],
  ['a selector that is a list', from({ namespaceSelector: [] }), 'from[0].namespaceSelector: found []'],
  ['labels that are a list', spec({ podSelector: { matchLabels: ['app'] } }), 'podSelector.matchLabels'],
  ['a peer that is a list', from([]), 'from[0]: found []'],
  ['a network that is none', block('8000:k00::/120'), '"8000:k00::/120" is not an IPv6 network'],
  ['a length of IPv6', block('2001:db8::/129'), '"2001:db8::/129" is not an IPv6 network'],
  ['IPv6 without a length', block('2001:db8::1'), '"2001:db8::1" is not an IPv6 network'],
  [
    'IPv4 out of IPv6',
    block('2001:db8::/32', '192.0.2.0/28'),
    'except[0]: "192.0.2.0/28" is not an IPv6 network inside',
  ],
  [
    'IPv6 out of IPv4',
    block('192.0.2.0/24', '2001:db8::/64'),
    'except[0]: "2001:db8::/64" is not a valid IPv4 network',
  ],
  [
    'out of another network of IPv6',
    block('2001:db8::/32', '2001:db9::/64'),
    'is not an IPv6 network inside',
  ],
  [
    'out of another network',
    block('192.0.2.0/24', '198.51.100.0/28'),
    '"198.51.100.0/28" is not inside 192.0.2.0/24',
  ],
  ['the whole network out of itself', block('192.0.2.0/24', '192.0.2.0/24'), 'is not inside 192.0.2.0/24'],
  ['a network that is a number', block(7), 'ipBlock.cidr: found 7'],
  ['the name of a port', port({ port: 'Http' }), '"Http" is not the name of a port'],
  ['a name of 16 letters', port({ port: 'a'.repeat(16) }), 'is not the name of a port'],
  [
    'a number in quotes',
    port({ port: '80' }),
    '"80" is not the name of a port; write a number without quotes',
  ],
  ['a name with two hyphens', port({ port: 'a--b' }), 'is not the name of a port'],
  ['port 0', port({ port: 0 }), '0 is not a valid port'],
  ['a protocol', port({ protocol: 'ICMP' }), 'ports[0].protocol: found "ICMP"'],
  ['an end without a beginning', port({ endPort: 80 }), 'a range begins with a port number'],
  ['three types', spec({ podSelector: {}, policyTypes: ['Ingress', 'Egress', 'Egress'] }), 'holds 3 types'],
  ['a type', spec({ podSelector: {}, policyTypes: ['Both'] }), '"Both" is not a type'],
  [
    'a rule of a direction that policyTypes leave out',
    spec({ podSelector: {}, policyTypes: ['Ingress'], egress: [{ to: [{}] }] }),
    'egress[0].to[0]: names no peer',
  ],
];

test.each(wrong)('%s is reported', (_what, object, message) => {
  const messages: string[] = [];
  readPolicies([object], portable, (problem) => messages.push(problemText(problem)));
  expect(messages).toEqual([expect.stringContaining(message)]);
});

const right: readonly (readonly [string, unknown])[] = [
  ['a namespace that is left out', { ...base, metadata: { name: 'p' } }],
  ['no selector', spec({ ingress: [] })],
  ['rules that policyTypes leave out', spec({ podSelector: {}, policyTypes: ['Ingress'], egress: [{}] })],
  ['a type twice', spec({ podSelector: {}, policyTypes: ['Ingress', 'Ingress'] })],
  [
    'IPv6',
    to({ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48', '2001:db8::ffff:192.0.2.1/128'] } }),
  ],
  ['all of IPv6', to({ ipBlock: { cidr: '::/0' } })],
  ['a value that is empty', labels({ app: '' })],
  ['a key with a prefix', labels({ 'app.kubernetes.io/name': 'x' })],
  ['SCTP', port({ protocol: 'SCTP', port: 80 })],
];

test.each(right)('%s is not reported', (_what, object) => {
  const messages: string[] = [];
  expect(
    readPolicies([object], portable, (problem) => messages.push(problemText(problem))).read,
  ).toHaveLength(1);
  expect(messages).toEqual([]);
});
