import type { Json, KubeObject } from '../../../../component';
import {
  ciliumNetworkPolicy as cnp,
  clusterwidePolicy as ccnp,
  ends,
  podNetwork,
} from '../../../../testing/policy-ends';
import { problemText } from '../../../../values';
import { judgeFor, readPolicies } from '../../../policy';
import { ciliumDialect } from './dialect';

const dialect = ciliumDialect({ hostFirewall: true });

/**
 * Policies that Cilium refuses as a whole: by its agent, pkg/policy/api/rule_validation.go and its like at v1.17.0 and
 * v1.20.2, or by the definition of the kind, ciliumnetworkpolicies.yaml, which the API server holds it to.
 */
type Rule = Readonly<Record<string, Json>>;

const into = (rule: Json): KubeObject => cnp({ endpointSelector: {}, ingress: [rule] });
const out = (rule: Json): KubeObject => cnp({ endpointSelector: {}, egress: [rule] });
const onPorts = (entry: Rule): Rule => ({ toPorts: [entry] });
const [tcp, dnsPort] = [
  { port: '80', protocol: 'TCP' },
  { port: '53', protocol: 'UDP' },
];
const requests = { http: [{ method: 'GET' }] };
const lookups = { dns: [{ matchPattern: '*' }] };
const names = (name: Rule) => out({ toFQDNs: [name] });
const set = (entry: Rule) => into({ fromCIDRSet: [entry] });
const labelled = (matchLabels: Rule) => cnp({ endpointSelector: { matchLabels }, ingress: [{}] });
const many = Array.from({ length: 41 }, (_, index) => ({ port: String(index + 1), protocol: 'TCP' }));

const rows: readonly (readonly [string, KubeObject, string])[] = [
  [
    'no direction',
    cnp({ endpointSelector: {} }),
    'spec: has no rule in any direction; write a rule; ingress: [{}] closes ingress',
  ],
  ['an empty spec', cnp({}), 'spec: selects nothing'],
  [
    'empty lists',
    cnp({ endpointSelector: {}, ingress: [], egress: [] }),
    'spec: has no rule in any direction',
  ],
  ['an empty list', cnp({ endpointSelector: {}, ingress: [] }), 'spec: has no rule in any direction'],
  ['neither spec nor specs', { ...cnp({}), spec: null }, 'has neither spec nor specs'],
  ['a spec that is a list', cnp([]), 'spec: found []; expected a spec'],
  [
    'rules that are a map',
    cnp({ endpointSelector: {}, ingress: { fromEndpoints: [] } }),
    'spec.ingress: found',
  ],
  [
    'two selectors',
    cnp({ nodeSelector: {}, endpointSelector: {}, ingress: [{}] }),
    'has endpointSelector and nodeSelector',
  ],
  [
    'nodes in a namespace',
    cnp({ nodeSelector: {}, ingress: [{}] }),
    'nodeSelector: is in a policy of one namespace',
  ],
  ['the key of a label', labelled({ 'a b': 'x' }), '"a b" is not a valid Kubernetes label key'],
  ['the value of a label', labelled({ app: 'x'.repeat(64) }), 'is not a valid Kubernetes label value'],
  [
    'a label of a peer',
    into({ fromEndpoints: [{ matchLabels: { 'k8s:a!': 'x' } }] }),
    '"a!" is not a valid Kubernetes label key',
  ],
  [
    'In without values',
    into({ fromEndpoints: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] }),
    'matchExpressions[0].values: In has the values []',
  ],
  [
    'two kinds of peers',
    into({ fromEntities: ['world'], fromEndpoints: [{}] }),
    'has fromEndpoints and fromEntities',
  ],
  ['an entity', into({ fromEntities: ['wrold'] }), '"wrold" is not an entity; did you mean "world"?'],
  ['a selector that is a list', into({ fromEndpoints: [[]] }), 'fromEndpoints[0]: found []'],
  ['no network', into({ fromCIDR: ['192.0.2.0/33'] }), 'has a prefix length over 32'],
  ['no network of IPv6', into({ fromCIDR: ['8000:k00::/120'] }), '"8000:k00::/120" is not an IPv6 network'],
  [
    'except outside its block',
    set({ cidr: '192.0.2.0/24', except: ['198.51.100.0/28'] }),
    'is not inside 192.0.2.0/24',
  ],
  [
    'except of another family',
    set({ cidr: '2001:db8::/32', except: ['192.0.2.0/28'] }),
    'is not an IPv6 network inside 2001:db8::/32',
  ],
  [
    'cidr beside a group',
    set({ cidr: '192.0.2.0/24', cidrGroupRef: 'lan' }),
    'does not have exactly one of cidr',
  ],
  ['a set without anything', set({}), 'does not have exactly one of cidr'],
  [
    'a name with a scheme',
    names({ matchName: 'https://git.example.com' }),
    '"https://git.example.com" is not a DNS name',
  ],
  [
    'a name with a port',
    names({ matchName: 'git.example.com:443' }),
    'is not a DNS name; write the name alone',
  ],
  ['a name with *', names({ matchName: '*.example.com' }), 'use matchPattern for a name with *'],
  ['a pattern with a scheme', names({ matchPattern: 'https://*.example.com' }), 'is not a DNS name pattern'],
  [
    'both keys in one name',
    names({ matchName: 'a.example.com', matchPattern: '*' }),
    'toFQDNs[0]: has matchName and matchPattern',
  ],
  ['no key in a name', names({}), 'toFQDNs[0]: has no name'],
  ['a long name', names({ matchName: 'a'.repeat(256) }), 'is not a DNS name'],
  [
    'a port that is a number',
    into(onPorts({ ports: [{ port: 80 }] })),
    'ports[0].port: found 80; expected a string',
  ],
  [
    'a port that is missing',
    into(onPorts({ ports: [{ protocol: 'TCP' }] })),
    '"" is neither a port nor the name of one',
  ],
  ['a port out of range', into(onPorts({ ports: [{ port: '70000' }] })), '70000 is not a valid port'],
  [
    'a protocol',
    into(onPorts({ ports: [{ port: '80', protocol: 'tcp' }] })),
    'ports[0].protocol: found "tcp"',
  ],
  ['more than 40 ports', into(onPorts({ ports: many })), 'holds 41 ports, and 40 are the most'],
  ['ports beside ICMP', into({ ...onPorts({ ports: [tcp] }), icmps: [{}] }), 'has toPorts and icmps'],
  ['a family of ICMP', into({ icmps: [{ fields: [{ type: 8, family: 'IPv5' }] }] }), 'found "IPv5"'],
  [
    'more than 40 types of ICMP',
    into({ icmps: [{ fields: many.map((_, type) => ({ type })) }] }),
    'holds 41 types, and 40 are the most',
  ],
  [
    'HTTP on UDP',
    into(onPorts({ ports: [{ port: '80', protocol: 'UDP' }], rules: requests })),
    'has protocol UDP beside rules for requests',
  ],
  [
    'HTTP without a protocol',
    into(onPorts({ ports: [{ port: '80' }], rules: requests })),
    'has protocol ANY beside rules for requests',
  ],
  [
    'HTTP on port 0',
    into(onPorts({ ports: [{ port: '0', protocol: 'TCP' }], rules: requests })),
    'has port 0',
  ],
  [
    'HTTP beside DNS',
    out(onPorts({ ports: [tcp], rules: { ...requests, ...lookups } })),
    'rules: has http and dns',
  ],
  [
    'HTTP beside server names',
    out(onPorts({ ports: [tcp], rules: requests, serverNames: ['a.example.com'] })),
    'serverNames: has rules for requests',
  ],
  [
    'an empty server name',
    out(onPorts({ ports: [tcp], serverNames: [''] })),
    'serverNames: holds an empty name',
  ],
  [
    'l7 without a protocol',
    out(onPorts({ ports: [tcp], rules: { l7: [{}] } })),
    'rules.l7: has no l7proto beside it',
  ],
  [
    'DNS on ingress',
    into(onPorts({ ports: [dnsPort], rules: lookups })),
    'rules.dns: is in a rule for ingress',
  ],
  ['DNS without a port', out(onPorts({ rules: lookups })), 'has no port beside rules.dns'],
  [
    'DNS on a range',
    out(onPorts({ ports: [{ ...dnsPort, endPort: 60 }], rules: lookups })),
    'has a range beside rules.dns',
  ],
  [
    'a name in DNS',
    out(onPorts({ ports: [dnsPort], rules: { dns: [{ matchName: 'a/b' }] } })),
    'rules.dns[0].matchName: "a/b" is not a DNS name',
  ],
  [
    'a listener on ingress',
    into(onPorts({ ports: [tcp], listener: { name: 'x' } })),
    'listener: is in a rule for ingress',
  ],
  [
    'a listener beside HTTP',
    out(onPorts({ ports: [tcp], rules: requests, listener: { name: 'x' } })),
    'listener: has rules for requests',
  ],
  [
    'HTTP into nodes',
    ccnp({ nodeSelector: {}, ingress: [onPorts({ ports: [tcp], rules: requests })] }),
    'rules: is in a policy for nodes',
  ],
  [
    'HTTP out of nodes',
    ccnp({ nodeSelector: {}, egress: [onPorts({ ports: [tcp], rules: requests })] }),
    'rules: is in a policy for nodes',
  ],
  [
    'a mode of authentication',
    into({ fromEndpoints: [{}], authentication: { mode: 'on' } }),
    'authentication.mode: found "on"',
  ],
  [
    'a default that is not a boolean',
    ccnp({ endpointSelector: {}, enableDefaultDeny: { ingress: 'no' }, ingress: [{}] }),
    'ingress: found "no"',
  ],
  ['no name', { ...into({}), metadata: { name: '' } }, 'metadata.name: "" is not a valid DNS name'],
  [
    'an old version',
    { ...into({}), apiVersion: 'cilium.io/v2alpha1' },
    'apiVersion: found "cilium.io/v2alpha1"; write cilium.io/v2',
  ],
];

describe.each(rows)('a policy with %s', (_what, object, message) => {
  const messages: string[] = [];
  const policies = readPolicies([object], dialect, (problem) => messages.push(problemText(problem)));

  test('is reported', () => {
    expect(messages.join('\n')).toContain(message);
  });

  test('closes nothing', () => {
    const judge = judgeFor(policies, { pods: podNetwork });
    expect(judge.ingress(ends.friend, ends.web, 80, 'tcp').by.kind).toBe('open');
    expect(judge.egress(ends.web, ends.lan, 80, 'tcp').by.kind).toBe('open');
    expect(judge.ingress(ends.lan, ends.server, 80, 'tcp').verdict).toBe('allowed');
  });
});

test('one rule that is refused takes the whole policy with it, and no other policy', () => {
  const bad = { endpointSelector: {}, egress: [{ toFQDNs: [{}] }] };
  const good = { endpointSelector: {}, ingress: [{}] };
  const read = (...objects: readonly KubeObject[]) => {
    const judge = judgeFor(
      readPolicies(objects, dialect, () => undefined),
      { pods: podNetwork },
    );
    return judge.ingress(ends.friend, ends.web, 80, 'tcp').verdict;
  };
  expect(read({ ...cnp(good), specs: [bad] })).toBe('allowed');
  expect(read(cnp(good), cnp(bad, 'd'))).toBe('blocked');
});

describe('what Cilium takes is not reported', () => {
  const right: readonly (readonly [string, KubeObject])[] = [
    ['an address without a length', into({ fromCIDR: ['192.0.2.1', '2001:db8::1'] })],
    ['a block that is left out as a whole', set({ cidr: '192.0.2.0/24', except: ['192.0.2.0/24'] })],
    ['a group of networks', set({ cidrGroupRef: 'lan' })],
    ['40 ports', into(onPorts({ ports: many.slice(1) }))],
    ['DNS on any protocol', out(onPorts({ ports: [{ port: '53' }], rules: lookups }))],
    [
      'TLS that is opened',
      out(onPorts({ ports: [tcp], rules: requests, serverNames: ['a.example.com'], terminatingTLS: {} })),
    ],
    ['names with a final dot', names({ matchName: 'git.example.com.' })],
    ['an empty list beside a rule', cnp({ endpointSelector: {}, ingress: [], egress: [{}] })],
    ['DNS out of nodes', ccnp({ nodeSelector: {}, egress: [onPorts({ ports: [dnsPort], rules: lookups })] })],
    ['a protocol without ports', into(onPorts({ ports: [{ protocol: 'VRRP' }] }))],
  ];
  test.each(right)('%s', (_what, object) => {
    const messages: string[] = [];
    expect(
      readPolicies([object], dialect, (problem) => messages.push(problemText(problem))).read,
    ).toHaveLength(1);
    expect(messages).toEqual([]);
  });
});
