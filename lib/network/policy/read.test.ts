import type { Json, KubeObject } from '../../component';
import { dialectOf } from '../../testing/dialects';
import {
  ciliumNetworkPolicy,
  clusterwidePolicy,
  ends,
  networkPolicy,
  podNetwork,
} from '../../testing/policy-ends';
import { problemText } from '../../values';
import { judgeFor, type PolicyDialect, readPolicies } from '.';

const [flannel, cilium] = [dialectOf('flannel'), dialectOf('cilium')];

function read(dialect: PolicyDialect, ...objects: readonly KubeObject[]) {
  const messages: string[] = [];
  const policies = readPolicies(objects, dialect, (problem) => messages.push(problemText(problem)));
  return { policies, messages };
}

const peer = (value: Json): Json => ({ podSelector: {}, ingress: [{ from: [value] }] });
const rule = (value: Json): Json => ({ endpointSelector: {}, ingress: [value] });
const egress = (value: Json): Json => ({ endpointSelector: {}, egress: [value] });

describe('what cannot be read is reported of, and is in doubt', () => {
  const wrong: readonly (readonly [string, KubeObject, string])[] = [
    [
      'a peer that is misspelt',
      networkPolicy({ podSelector: {}, ingress: [{ form: [] }] }),
      'NetworkPolicy demo/p.spec.ingress[0].form: is unknown; use from, ports',
    ],
    [
      'a rule that is not a map',
      networkPolicy({ podSelector: {}, ingress: ['all'] }),
      'NetworkPolicy demo/p.spec.ingress[0]: found "all"; expected a rule',
    ],
    [
      'rules that are no list',
      networkPolicy({ podSelector: {}, ingress: { from: [] } }),
      'NetworkPolicy demo/p.spec.ingress: found {"from":[]}; expected a list',
    ],
    [
      'peers that are no list',
      networkPolicy({ podSelector: {}, ingress: [{ from: { podSelector: {} } }] }),
      'NetworkPolicy demo/p.spec.ingress[0].from: found {"podSelector":{}}; expected a list',
    ],
    [
      'a peer that names nothing',
      networkPolicy(peer({})),
      'NetworkPolicy demo/p.spec.ingress[0].from[0]: names no peer; write podSelector, namespaceSelector or ipBlock',
    ],
    [
      'a block beside a selector',
      networkPolicy(peer({ podSelector: {}, ipBlock: { cidr: '192.0.2.0/24' } })),
      'NetworkPolicy demo/p.spec.ingress[0].from[0]: has an ipBlock beside a selector; make two peers of it',
    ],
    [
      'an operator that does not exist',
      networkPolicy(peer({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } })),
      'NetworkPolicy demo/p.spec.ingress[0].from[0].podSelector.matchExpressions[0].operator: found "Is"; expected "In" or "NotIn" or "Exists" or "DoesNotExist"',
    ],
    [
      'In without values',
      networkPolicy(peer({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } })),
      'NetworkPolicy demo/p.spec.ingress[0].from[0].podSelector.matchExpressions[0].values: In has the values []; write at least one value',
    ],
    [
      'Exists with values',
      networkPolicy(
        peer({ namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] } }),
      ),
      'NetworkPolicy demo/p.spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].values: Exists has the values ["b"]; leave the values out',
    ],
    [
      'a network without prefix length',
      networkPolicy(peer({ ipBlock: { cidr: '192.0.2.1' } })),
      'NetworkPolicy demo/p.spec.ingress[0].from[0].ipBlock.cidr: "192.0.2.1" has no prefix length; write it, such as 192.0.2.1/24',
    ],
    [
      'a port out of range',
      networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: 70000 }] }] }),
      'NetworkPolicy demo/p.spec.ingress[0].ports[0].port: 70000 is not a valid port; write one from 1 to 65535',
    ],
    [
      'a range that ends before it begins',
      networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: 90, endPort: 80 }] }] }),
      'NetworkPolicy demo/p.spec.ingress[0].ports[0].endPort: 80 is not the end of a range that begins at 90; write one from 90 to 65535',
    ],
    [
      'a range that begins with a name',
      networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: 'http', endPort: 80 }] }] }),
      'NetworkPolicy demo/p.spec.ingress[0].ports[0].endPort: a range begins with a port number; write port as a number, or drop endPort',
    ],
    [
      'a selector of the policy',
      networkPolicy({ podSelector: { app: 'web' } }),
      'NetworkPolicy demo/p.spec.podSelector.app: unknown key "app"; remove it, or use one of matchLabels, matchExpressions',
    ],
    [
      'a rule of Cilium that is misspelt',
      ciliumNetworkPolicy(rule({ fromEndpoint: [{}] })),
      'CiliumNetworkPolicy demo/c.spec.ingress[0].fromEndpoint: unknown key "fromEndpoint"; did you mean "fromEndpoints"?',
    ],
    [
      'the selector of another namespace',
      ciliumNetworkPolicy({
        endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'other' } },
        ingress: [{}],
      }),
      'CiliumNetworkPolicy demo/c.spec.endpointSelector: names another namespace; put the policy there, or name demo',
    ],
  ];

  test.each(wrong)('%s', (_what, object, message) => {
    const { policies, messages } = read(object.kind === 'NetworkPolicy' ? flannel : cilium, object);
    expect(messages).toEqual([message]);
    const judge = judgeFor(policies, { pods: podNetwork });
    expect(judge.ingress(ends.friend, ends.web, 80, 'tcp')).toMatchObject({ verdict: 'unknown' });
  });
});

test('what cannot be right is reported of', () => {
  const { messages } = read(
    cilium,
    ciliumNetworkPolicy({ nodeSelector: {}, endpointSelector: {}, ingress: [{}] }),
    ciliumNetworkPolicy({ nodeSelector: {}, ingress: [{}] }),
    ciliumNetworkPolicy({ ingress: [{}] }, 'd'),
    ciliumNetworkPolicy([], 'f'),
    networkPolicy(null),
    { ...ciliumNetworkPolicy({}, 'e'), spec: null },
    clusterwidePolicy({
      endpointSelector: {},
      enableDefaultDeny: { ingress: 'no' },
      ingress: [{}],
      enableDefaultDenny: {},
    }),
    networkPolicy({ podSelector: {}, policyTypes: ['ingress'], ingres: [] }),
  );
  expect(messages).toEqual([
    'CiliumNetworkPolicy demo/c.spec: has endpointSelector and nodeSelector; make two policies of it',
    'CiliumNetworkPolicy demo/c.spec.nodeSelector: is in a policy of one namespace; make it a CiliumClusterwideNetworkPolicy',
    'CiliumNetworkPolicy demo/d.spec: selects nothing; write endpointSelector; {} selects every pod',
    'CiliumNetworkPolicy demo/f.spec: found []; expected a spec',
    'NetworkPolicy demo/p.spec: found null; expected a spec',
    'CiliumNetworkPolicy demo/e: has neither spec nor specs; write spec, or drop the policy',
    expect.stringContaining(
      'CiliumClusterwideNetworkPolicy w.spec.enableDefaultDenny: is unknown; use description',
    ),
    'CiliumClusterwideNetworkPolicy w.spec.enableDefaultDeny.ingress: found "no"; expected true or false',
    'NetworkPolicy demo/p.spec.ingres: is unknown; use podSelector, policyTypes, ingress, egress',
    'NetworkPolicy demo/p.spec.policyTypes: "ingress" is not a type; use Ingress, Egress',
  ]);
});

test('a network with bits too many is reported of and read all the same, as Kubernetes does', () => {
  const { policies, messages } = read(flannel, networkPolicy(peer({ ipBlock: { cidr: '192.0.2.20/24' } })));
  expect(messages).toEqual([expect.stringContaining('did you mean 192.0.2.0/24?')]);
  const judge = judgeFor(policies, { pods: podNetwork });
  expect(judge.ingress(ends.lan, ends.web, 80, 'tcp').verdict).toBe('allowed');
});

test('null is as good as nothing, and kinds of other things are passed over', () => {
  const { policies, messages } = read(
    flannel,
    networkPolicy({ podSelector: {}, ingress: [{ from: null, ports: null }], egress: null }),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, spec: { ingress: 1 } },
    { apiVersion: 'projectcalico.org/v3', kind: 'StagedNetworkPolicy', metadata: { name: 'x' }, spec: 1 },
  );
  expect(messages).toEqual([]);
  expect(policies.read).toHaveLength(1);
  expect(policies.unread).toEqual([]);
  const judge = judgeFor(policies, { pods: podNetwork });
  expect(judge.ingress(ends.internet, ends.web, 80, 'tcp').verdict).toBe('allowed');
});

test('a doubt about a denial outweighs what is allowed, and nothing that is blocked anyway', () => {
  const denial = { endpointSelector: {}, egressDeny: [{ toGroups: [{ aws: {} }] }] };
  const judge = (...more: readonly KubeObject[]) =>
    judgeFor(
      readPolicies([ciliumNetworkPolicy(denial), ...more], cilium, () => undefined),
      { pods: podNetwork },
    );
  expect(judge().egress(ends.web, ends.lan, 80, 'tcp').verdict).toBe('blocked');
  const allowed = judge(ciliumNetworkPolicy(egress({ toEntities: ['world'] }), 'd')).egress(
    ends.web,
    ends.lan,
    80,
    'tcp',
  );
  expect(allowed).toMatchObject({ verdict: 'unknown', by: { policy: 'demo/c', rule: 'egressDeny[0]' } });
  const open = judge(ciliumNetworkPolicy({ ...denial, enableDefaultDeny: { egress: false } }));
  expect(open.egress(ends.web, ends.lan, 80, 'tcp').verdict).toBe('blocked');
});

test('policies of Cilium do nothing without Cilium', () => {
  const { policies } = read(flannel, ciliumNetworkPolicy(rule({})));
  const judge = judgeFor(policies, { pods: podNetwork });
  expect(judge.ingress(ends.friend, ends.web, 80, 'tcp')).toMatchObject({
    verdict: 'allowed',
    by: { kind: 'open' },
  });
});
