import type { Json } from '../../../../component';
import { describeCases, type PolicyCase } from '../../../../testing/policy-cases';
import {
  ciliumNetworkPolicy as cnp,
  clusterwidePolicy as ccnp,
  networkPolicy,
} from '../../../../testing/policy-ends';

/**
 * What the pages of Cilium say, case by case; all below https://docs.cilium.io/en/stable/.
 * intro: security/policy/intro · layer3, layer4, layer7: security/policy/layer3, … · kubernetes: security/policy/kubernetes
 * deny: security/policy/deny · host: security/policy/host
 * labels: operations/performance/scalability/identity-relevant-labels
 * source: https://github.com/cilium/cilium at v1.19.6, where the pages say nothing
 */
type Rule = Readonly<Record<string, Json>>;

const app = (name: string) => ({ matchLabels: { app: name } });
const spec = (...ingress: Rule[]) => ({ endpointSelector: {}, ingress });
const out = (...egress: Rule[]) => ({ endpointSelector: {}, egress });
const ports = (...list: Rule[]) => [{ ports: list }];
const namespaceIs = (name: string) => ({ 'k8s:io.kubernetes.pod.namespace': name });
const entity = (...names: string[]) => spec({ fromEntities: names });
const service = (name: string, namespace: string, selector?: Rule) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: selector === undefined ? {} : { selector },
});

const cases: readonly PolicyCase[] = [
  {
    source: 'intro, endpoint default policy',
    says: 'a rule of one direction closes that direction and leaves the other',
    policies: [cnp(spec({ fromEndpoints: [app('friend')] }))],
    asks: [
      [
        'in friend 80',
        'allowed',
        'ingress[0] of CiliumNetworkPolicy demo/c allows it: from app=friend, namespace=demo',
      ],
      ['in dns 80', 'blocked', 'demo/c closes ingress'],
      ['out internet 443', 'allowed', 'no policy closes egress'],
    ],
  },
  {
    source: 'layer3, ingress/egress default deny',
    says: 'one empty rule closes a direction and opens nothing',
    policies: [cnp({ endpointSelector: {}, ingress: [{}], egress: [{}] })],
    asks: [
      ['in friend 80', 'blocked'],
      ['out internet 443', 'blocked'],
    ],
  },
  {
    source: 'intro, rule basics: "if omitted or empty, this rule does not apply"',
    says: 'an empty list of rules leaves the direction alone',
    policies: [cnp({ endpointSelector: {}, ingress: [], egress: [{}] })],
    asks: [
      ['in internet 80', 'allowed', 'no policy closes ingress'],
      ['out internet 80', 'blocked'],
    ],
  },
  {
    source: 'intro, endpoint default policy',
    says: 'enableDefaultDeny: false opens what rules say and closes nothing',
    policies: [cnp({ ...spec({ fromEndpoints: [app('friend')] }), enableDefaultDeny: { ingress: false } })],
    asks: [
      ['in double 80', 'allowed', 'no policy closes ingress'],
      ['in friend 80', 'allowed', 'ingress[0]'],
    ],
  },
  {
    source: 'intro, endpoint default policy',
    says: 'beside a policy that closes, one that does not close does not help',
    policies: [
      cnp({ ...spec({ fromEndpoints: [app('friend')] }), enableDefaultDeny: { ingress: false } }),
      cnp(spec({}), 'd'),
    ],
    asks: [
      ['in double 80', 'blocked', 'demo/d closes ingress'],
      ['in friend 80', 'allowed'],
    ],
  },
  {
    source: 'layer3, simple egress deny; deny',
    says: 'a rule that denies wins over those that allow, and closes the direction too',
    policies: [
      cnp({
        endpointSelector: {},
        ingress: [{ fromEntities: ['all'] }],
        ingressDeny: [{ fromEndpoints: [app('friend')], toPorts: ports({ port: '80', protocol: 'TCP' }) }],
      }),
    ],
    asks: [
      [
        'in friend 80',
        'blocked',
        'ingressDeny[0] of CiliumNetworkPolicy demo/c denies it: from app=friend, namespace=demo on 80/tcp',
      ],
      ['in friend 81', 'allowed', 'ingress[0]'],
    ],
  },
  {
    source: 'source, api/rule_validation.go: denies count for the default deny',
    says: 'a policy that only denies closes the direction',
    policies: [cnp({ endpointSelector: {}, egressDeny: [{ toEntities: ['world'] }] })],
    asks: [
      ['out internet 443', 'blocked', 'egressDeny[0]'],
      ['out friend 80', 'blocked', 'demo/c closes egress'],
    ],
  },
  {
    source: 'deny: denies hold across policies of both kinds',
    says: 'a denial of Cilium wins over a NetworkPolicy that allows',
    policies: [
      networkPolicy({ podSelector: {}, ingress: [{}] }),
      ccnp({ endpointSelector: {}, ingressDeny: [{ fromEntities: ['world'] }] }),
    ],
    asks: [
      ['in internet 80', 'blocked', 'ingressDeny[0] of CiliumClusterwideNetworkPolicy w'],
      ['in friend 80', 'allowed', 'NetworkPolicy demo/p'],
    ],
  },
  {
    source: 'intro, rule basics: the union of all rules is allowed',
    says: 'what either kind of policy allows is allowed',
    policies: [
      networkPolicy({ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }),
      cnp(spec({ toPorts: ports({ port: '81' }) })),
    ],
    asks: [
      ['in double 80', 'allowed'],
      ['in double 81', 'allowed'],
      ['in double 82', 'blocked', 'demo/p and demo/c close ingress'],
    ],
  },
  {
    source: 'kubernetes, namespaces',
    says: "an empty endpoint selector among peers means the policy's own namespace",
    policies: [cnp(spec({ fromEndpoints: [{}] }))],
    asks: [
      ['in friend 80', 'allowed'],
      ['in double 80', 'blocked'],
      ['in internet 80', 'blocked'],
    ],
  },
  {
    source: 'pkg/policy/api/selector.go, NewESFromK8sLabelSelector: both keys become one key of a map',
    says: 'of a key with the source any and the same key without a source, Cilium keeps one or the other',
    policies: [cnp(spec({ fromEndpoints: [{ matchLabels: { app: 'friend', 'any:app': 'web' } }] }))],
    asks: [
      ['in friend 80', 'unknown', 'it names app and any:app'],
      ['in internet 80', 'blocked'],
    ],
  },
  {
    source: 'kubernetes, expose pods across namespaces',
    says: 'the label of the namespace reaches other namespaces, with each prefix and without',
    policies: [
      cnp(spec({ fromEndpoints: [{ matchLabels: { ...namespaceIs('other'), 'k8s:app': 'friend' } }] })),
      cnp(
        spec({ fromEndpoints: [{ matchLabels: { 'any:io.kubernetes.pod.namespace': 'kube-system' } }] }),
        'd',
      ),
      cnp(
        spec({
          fromEndpoints: [{ matchExpressions: [{ key: 'io.kubernetes.pod.namespace', operator: 'Exists' }] }],
          toPorts: ports({ port: '81' }),
        }),
        'e',
      ),
    ],
    asks: [
      ['in double 80', 'allowed'],
      ['in friend 80', 'blocked'],
      ['in dns 80', 'allowed'],
      ['in friend 81', 'allowed'],
      ['in internet 81', 'blocked'],
    ],
  },
  {
    source: 'kubernetes, namespaces; source, apis/cilium.io/utils',
    says: 'labels of namespaces reach other namespaces as well',
    policies: [
      cnp(spec({ fromEndpoints: [{ matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.team': 'blue' } }] })),
    ],
    asks: [
      ['in double 80', 'allowed'],
      ['in friend 80', 'blocked'],
    ],
  },
  {
    source: 'kubernetes, clusterwide policies',
    says: 'a policy of the whole cluster selects pods of every namespace, and its empty selector means all pods but nothing else',
    policies: [ccnp(spec({ fromEndpoints: [{}] }))],
    asks: [
      ['in friend 80', 'allowed'],
      ['in double 80', 'allowed'],
      ['in internet 80', 'blocked', 'w closes ingress'],
      ['in otherNode 80', 'blocked'],
    ],
  },
  {
    source: 'source, apis/cilium.io/utils: 1.19 adds the label of the cluster',
    says: 'a selector that only excludes took in nodes and the world before 1.19',
    policies: [
      cnp(
        spec({
          fromEndpoints: [
            {
              matchExpressions: [
                { key: 'k8s:io.kubernetes.pod.namespace', operator: 'NotIn', values: ['other'] },
              ],
            },
          ],
        }),
      ),
    ],
    asks: [
      ['in friend 80', 'allowed'],
      ['in double 80', 'blocked'],
      ['in internet 80', 'unknown', 'before Cilium 1.19'],
    ],
  },
  {
    source: 'source, policy/utils/parserules.go: an empty list selects no identity',
    says: 'an empty list of peers selects none, with ports as well',
    policies: [cnp(spec({ fromEndpoints: [], toPorts: ports({ port: '80' }) }, { fromEntities: [] }))],
    asks: [['in friend 80', 'blocked']],
  },
  {
    source: 'layer4, limit ingress/egress ports',
    says: 'ports without peers are open to everybody',
    policies: [cnp(spec({ toPorts: ports({ port: '80', protocol: 'TCP' }) }))],
    asks: [
      ['in internet 80', 'allowed', 'from everybody on 80/tcp'],
      ['in internet 80/udp', 'blocked'],
    ],
  },
  {
    source: 'layer4: protocol ANY is the default',
    says: 'a port without protocol is open for TCP and UDP',
    policies: [
      cnp(
        spec({
          fromEndpoints: [{}],
          toPorts: ports({ port: '53' }, { port: '54', protocol: 'ANY' }, { port: '55', protocol: 'UDP' }),
        }),
      ),
    ],
    asks: [
      ['in friend 53', 'allowed'],
      ['in friend 53/udp', 'allowed'],
      ['in friend 54/udp', 'allowed'],
      ['in friend 55', 'blocked'],
    ],
  },
  {
    source: 'layer4, endPort',
    says: 'endPort ends a range, itself included',
    policies: [
      cnp(spec({ fromEndpoints: [{}], toPorts: ports({ port: '80', endPort: 82, protocol: 'TCP' }) })),
    ],
    asks: [
      ['in friend 79', 'blocked'],
      ['in friend 82', 'allowed', 'on 80-82/tcp'],
      ['in friend 83', 'blocked'],
    ],
  },
  {
    source: 'layer4: port 0 is every port; names are those of containers',
    says: 'a name is looked up where the connection ends, whatever its case, and 0 means all',
    policies: [
      cnp(
        spec(
          { fromEndpoints: [app('friend')], toPorts: ports({ port: 'HTTP', protocol: 'TCP' }) },
          { fromEndpoints: [app('web')], toPorts: ports({ port: '0', protocol: 'UDP' }) },
        ),
      ),
    ],
    asks: [
      ['in friend 80', 'allowed'],
      ['in friend 81', 'blocked'],
      ['in web 9/udp', 'allowed'],
      ['in web 9', 'blocked'],
    ],
  },
  {
    source: 'layer4, limit ICMP',
    says: 'a rule about ICMP opens no port',
    policies: [cnp(spec({ fromEndpoints: [{}], icmps: [{ fields: [{ type: 8, family: 'IPv4' }] }] }))],
    asks: [['in friend 80', 'blocked']],
  },
  {
    source: 'layer3, entities based: all',
    says: 'all is everybody',
    policies: [cnp(entity('all'))],
    asks: [
      ['in friend 80', 'allowed'],
      ['in internet 80', 'allowed'],
      ['in otherNode 80', 'allowed'],
    ],
  },
  {
    source: 'layer3, entities based: world',
    says: 'world is what lies outside the cluster',
    policies: [cnp(entity('world'))],
    asks: [
      ['in lan 80', 'allowed'],
      ['in friend 80', 'blocked'],
      ['in otherNode 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, entities based: cluster',
    says: 'cluster is pods and nodes',
    policies: [cnp(entity('cluster'))],
    asks: [
      ['in double 80', 'allowed'],
      ['in otherNode 80', 'allowed'],
      ['in lan 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, entities based: remote-node',
    says: 'remote-node is every node but the own one',
    policies: [cnp({ endpointSelector: {}, egress: [{ toEntities: ['remote-node'] }] })],
    asks: [
      ['out otherNode 80', 'allowed'],
      ['out server 80', 'allowed'],
      ['out ownNode 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, entities based: host',
    says: 'host is the own node; which one that is may be unknown',
    self: 'anywhere',
    policies: [cnp({ endpointSelector: {}, egress: [{ toEntities: ['host'] }] })],
    asks: [
      ['out otherNode 80', 'unknown', 'allowed if the pod runs on cyd'],
      ['out lan 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, entities based',
    says: 'host and remote-node together are every node, wherever the pod runs',
    self: 'anywhere',
    policies: [cnp({ endpointSelector: {}, egress: [{ toEntities: ['host', 'remote-node'] }] })],
    asks: [['out otherNode 80', 'allowed']],
  },
  {
    source: 'layer3, entities based: kube-apiserver',
    says: 'kube-apiserver is the servers',
    policies: [
      cnp({
        endpointSelector: {},
        egress: [{ toEntities: ['kube-apiserver'], toPorts: ports({ port: '6443', protocol: 'TCP' }) }],
      }),
    ],
    asks: [
      ['out server 6443', 'allowed', 'to kube-apiserver on 6443/tcp'],
      ['out server 443', 'blocked'],
      ['out otherNode 6443', 'blocked'],
    ],
  },
  {
    source: 'layer3, entities based: health, init, ingress, unmanaged, none',
    says: 'what belongs to Cilium itself is none of the others',
    policies: [cnp(entity('health', 'init', 'ingress', 'unmanaged', 'none'))],
    asks: [
      ['in friend 80', 'blocked'],
      ['in otherNode 80', 'blocked'],
      ['in internet 80', 'blocked'],
    ],
  },
  {
    source: 'source, apis/cilium.io/utils: reserved labels get no namespace',
    says: 'a reserved label is an entity by another name',
    policies: [cnp(spec({ fromEndpoints: [{ matchLabels: { 'reserved:remote-node': '' } }] }))],
    asks: [
      ['in otherNode 80', 'allowed'],
      ['in friend 80', 'blocked'],
      ['in internet 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, access to/from local host',
    says: 'the own node is let in unless a rule denies it',
    policies: [cnp(spec({}))],
    asks: [
      ['in ownNode 80', 'allowed', 'the node that a pod runs on'],
      ['in otherNode 80', 'blocked'],
      ['out ownNode 80', 'allowed', 'no policy closes egress'],
    ],
  },
  {
    source: 'source, policy/types/entry.go: a denial has precedence over what is allowed for the own node',
    says: 'a denial keeps the own node out',
    policies: [cnp({ endpointSelector: {}, ingressDeny: [{ fromEntities: ['host'] }] })],
    asks: [['in ownNode 80', 'blocked', 'ingressDeny[0]']],
  },
  {
    source: 'layer3, IP/CIDR based',
    says: 'networks take in what lies outside, never pods or nodes',
    policies: [cnp({ endpointSelector: {}, egress: [{ toCIDR: ['0.0.0.0/0'] }] })],
    asks: [
      ['out internet 443', 'allowed'],
      ['out placed 80', 'blocked'],
      ['out server 6443', 'blocked'],
    ],
  },
  {
    source: 'layer3, IP/CIDR based; source, api/rule_validation.go',
    says: 'an address without a prefix length is that address, and except takes out of a network',
    policies: [
      cnp({
        endpointSelector: {},
        egress: [
          { toCIDR: ['198.51.100.7'] },
          { toCIDRSet: [{ cidr: '192.0.2.0/24', except: ['192.0.2.16/28'] }] },
        ],
      }),
    ],
    asks: [
      ['out internet 443', 'allowed', 'to 198.51.100.7/32'],
      ['out lan 5432', 'blocked'],
      ['out forge 443', 'blocked'],
    ],
  },
  {
    source: 'layer3, selecting nodes with CIDR / ipBlock: not by default',
    says: 'with Cilium the block of a NetworkPolicy takes in neither pods nor nodes',
    policies: [
      networkPolicy({
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
      }),
    ],
    asks: [
      ['out internet 443', 'allowed'],
      ['out server 6443', 'blocked'],
      ['out placed 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, DNS based',
    says: 'a name is open where its look-ups pass the DNS proxy, which is open itself',
    policies: [
      cnp({
        endpointSelector: {},
        egress: [
          {
            toEndpoints: [{ matchLabels: namespaceIs('kube-system') }],
            toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
          },
          { toFQDNs: [{ matchName: 'git.example.com' }], toPorts: ports({ port: '443' }) },
        ],
      }),
    ],
    asks: [
      ['out forge 443', 'allowed', 'to git.example.com on 443'],
      ['out forge 80', 'blocked'],
      ['out internet 443', 'unknown', 'may be one of git.example.com'],
      ['out dns 53/udp', 'allowed'],
      ['out friend 443', 'blocked'],
    ],
  },
  {
    source: 'layer3, DNS based: addresses come from the proxy alone',
    says: 'a name whose look-ups bypass the proxy may stay closed',
    policies: [cnp({ endpointSelector: {}, egress: [{ toFQDNs: [{ matchPattern: '*.example.com' }] }] })],
    asks: [['out forge 443', 'unknown', 'DNS proxy']],
  },
  {
    source: 'layer3, DNS based: matchPattern',
    says: '* stays within one label',
    policies: [
      cnp({
        endpointSelector: {},
        egress: [{ toFQDNs: [{ matchPattern: '*.com' }, { matchPattern: '*.git.example.com' }] }],
      }),
    ],
    asks: [['out forge 443', 'blocked']],
  },
  {
    source: 'layer7',
    says: 'whether requests pass a rule that looks into them is not known',
    policies: [
      cnp(
        spec({
          fromEndpoints: [{}],
          toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{ method: 'GET' }] } }],
        }),
      ),
    ],
    asks: [
      ['in friend 80', 'unknown', 'may allow it (it lets only certain requests pass)'],
      ['in friend 81', 'blocked'],
      ['in double 80', 'blocked'],
    ],
  },
  {
    source: 'layer7; source, policy/rule.go: without layer 7 all of it passes',
    says: 'beside a rule that looks into requests, one that does not lets all pass',
    policies: [
      cnp(
        spec({
          fromEndpoints: [{}],
          toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }],
        }),
      ),
      cnp(spec({ fromEndpoints: [app('friend')], toPorts: ports({ port: '80', protocol: 'TCP' }) }), 'd'),
    ],
    asks: [['in friend 80', 'allowed', 'demo/d']],
  },
  {
    source: 'network/servicemesh/mutual-authentication',
    says: 'a rule that wants authentication is in doubt, one that turns it off is not',
    policies: [
      cnp(
        spec(
          { fromEndpoints: [app('friend')], authentication: { mode: 'required' } },
          { fromEndpoints: [app('web')], authentication: { mode: 'disabled' } },
        ),
      ),
    ],
    asks: [
      ['in friend 80', 'unknown', 'prove who they are'],
      ['in web 80', 'allowed'],
    ],
  },
  {
    source: 'layer3, services based',
    says: 'a Service means the pods that it selects',
    policies: [
      service('web', 'other', { app: 'friend' }),
      cnp({
        endpointSelector: {},
        egress: [{ toServices: [{ k8sService: { serviceName: 'web', namespace: 'other' } }] }],
      }),
    ],
    asks: [
      ['out double 80', 'allowed', 'to app=friend, namespace=other'],
      ['out friend 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, services based',
    says: 'a Service without selector, one that is missing, and labels of Services are in doubt',
    policies: [
      service('ext', 'other'),
      cnp({
        endpointSelector: {},
        egress: [{ toServices: [{ k8sService: { serviceName: 'ext', namespace: 'other' } }] }],
      }),
    ],
    asks: [['out internet 80', 'unknown', 'Service other/ext has no selector']],
  },
  {
    source: 'layer3, node based; AWS groups; CiliumCIDRGroup',
    says: 'peers that only a running cluster knows are in doubt',
    policies: [
      cnp(
        out(
          { toNodes: [{ matchLabels: { disk: 'nvme' } }], toPorts: ports({ port: '1' }) },
          { toGroups: [{ aws: {} }], toPorts: ports({ port: '2' }) },
          { toCIDRSet: [{ cidrGroupRef: 'vpn' }], toPorts: ports({ port: '3' }) },
        ),
      ),
    ],
    asks: [
      ['out server 1', 'unknown', 'nodeSelectorLabels'],
      ['out lan 2', 'unknown', 'cloud group'],
      ['out lan 3', 'unknown', 'CiliumCIDRGroup'],
      ['out lan 4', 'blocked'],
    ],
  },
  {
    source: 'kubernetes, service accounts; multi-cluster',
    says: 'what a pod is beside its labels is not known here',
    policies: [
      cnp(spec({ fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'luke' } }] })),
    ],
    asks: [
      ['in friend 80', 'unknown', 'serviceaccount of a pod is not known here'],
      ['in double 80', 'blocked'],
    ],
  },
  {
    source: 'labels',
    says: 'labels that Cilium leaves out of identities are seen by no policy, of either kind',
    policies: [
      cnp(spec({ fromEndpoints: [{ matchLabels: { 'pod-template-hash': 'abc' } }] })),
      networkPolicy({
        podSelector: {},
        ingress: [{ from: [{ podSelector: { matchLabels: { 'pod-template-hash': 'abc' } } }] }],
      }),
    ],
    asks: [['in friend 80', 'blocked']],
  },
  {
    source: 'kubernetes, resource types: specs',
    says: 'each of several specs stands on its own',
    policies: [
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'c', namespace: 'demo' },
        specs: [
          { endpointSelector: app('friend'), ingress: [{}] },
          { endpointSelector: app('web'), ingress: [{ fromEndpoints: [{}] }] },
        ],
      },
    ],
    asks: [
      ['in friend 80', 'allowed', 'specs[1].ingress[0]'],
      ['in double 80', 'blocked', 'demo/c closes ingress'],
    ],
  },
  {
    source: 'host',
    says: 'policies for nodes hold for nodes that have the labels, and only with the host firewall',
    self: 'server',
    hostFirewall: true,
    policies: [
      ccnp({
        nodeSelector: { matchLabels: { disk: 'nvme' } },
        ingress: [{ fromEntities: ['remote-node'] }, { toPorts: ports({ port: '22', protocol: 'TCP' }) }],
      }),
    ],
    asks: [
      ['in otherNode 10250', 'allowed', 'from remote-node'],
      ['in lan 22', 'allowed'],
      ['in lan 6443', 'blocked', 'w closes ingress'],
      ['in server 6443', 'allowed', 'a node is never kept from itself'],
      ['out lan 80', 'allowed'],
    ],
  },
  {
    source: 'host',
    says: 'without the host firewall nothing reaches nodes',
    self: 'server',
    policies: [ccnp({ nodeSelector: {}, ingress: [{}] })],
    asks: [['in lan 6443', 'allowed', 'no policy reaches nodes']],
  },
  {
    source: 'host: host policies apply to the host namespace only',
    says: 'policies for nodes say nothing of pods, and those for pods nothing of nodes',
    hostFirewall: true,
    policies: [ccnp({ nodeSelector: {}, ingress: [{}] })],
    asks: [['in internet 80', 'allowed', 'no policy closes ingress']],
  },
  {
    source: 'https://github.com/cilium/cilium/issues/48703; pkg/k8s/network_policy.go, ParseNetworkPolicy',
    says: 'rules of a NetworkPolicy close their direction though policyTypes leaves it out',
    policies: [
      networkPolicy({
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{}],
        egress: [{ to: [{ podSelector: app('friend') }] }],
      }),
    ],
    asks: [
      ['out friend 80', 'allowed', 'egress[0]'],
      ['out internet 80', 'blocked', 'demo/p closes egress'],
    ],
  },
  {
    source:
      'pkg/identity/reserved.go and pkg/policy/api/entity.go: identities of clusters with both families',
    says: 'world-ipv4 selects nothing where IPv6 is off',
    policies: [cnp(spec({ fromEndpoints: [{ matchLabels: { 'reserved:world-ipv4': '' } }] }))],
    asks: [
      ['in internet 80', 'blocked'],
      ['in friend 80', 'blocked'],
    ],
  },
  {
    source: 'layer3, DNS based: names are learned from answers of DNS',
    says: 'a name that is an address opens nothing',
    policies: [cnp(out({ toFQDNs: [{ matchName: '192.0.2.20' }] }))],
    asks: [['out lan 443', 'blocked', 'demo/c closes egress']],
  },
  ...(['1.17.18', '1.19.6'] as const).map((version): PolicyCase => ({
    source: 'apis/cilium.io/utils: 1.19 adds the label of the cluster',
    says: `in ${version}, what a selector that only excludes takes in`,
    version,
    policies: [
      cnp(
        spec({
          fromEndpoints: [
            {
              matchExpressions: [
                { key: 'k8s:io.cilium.k8s.namespace.labels.team', operator: 'DoesNotExist' },
              ],
            },
          ],
        }),
      ),
    ],
    asks: [['in internet 80', version === '1.17.18' ? 'allowed' : 'blocked']],
  })),
];

describeCases('cilium', cases);
