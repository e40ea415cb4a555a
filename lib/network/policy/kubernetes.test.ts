import type { Json } from '../../component';
import { describeCases, type PolicyCase } from '../../testing/policy-cases';
import { networkPolicy as policy } from '../../testing/policy-ends';

/**
 * What the pages of Kubernetes say, case by case.
 * concepts: https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * reference: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 * labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * recipes: https://github.com/ahmetb/kubernetes-network-policy-recipes
 * kube-router: https://github.com/cloudnativelabs/kube-router, pkg/controllers/netpol, which k3s has in it
 */
type Rule = Readonly<Record<string, Json>>;

const all = {};
const app = (name: string) => ({ matchLabels: { app: name } });
const ingress = (...rules: Rule[]) => policy({ podSelector: all, ingress: rules });
const egress = (...rules: Rule[]) => policy({ podSelector: all, policyTypes: ['Egress'], egress: rules });
const from = (...peers: Rule[]) => ({ from: peers });
const exceptBlock = { ipBlock: { cidr: '10.42.0.0/16', except: ['10.42.3.0/24'] } };
const matching = (operator: string, key: string, ...values: string[]) => ({
  podSelector: { matchExpressions: [{ key, operator, values }] },
});

const cases: readonly PolicyCase[] = [
  {
    source: 'concepts, isolated and non-isolated pods',
    says: 'pods that no policy selects accept and open everything',
    policies: [policy({ podSelector: app('somebody-else') })],
    asks: [
      ['in friend 80', 'allowed', 'no policy closes ingress'],
      ['out internet 443', 'allowed', 'no policy closes egress'],
    ],
  },
  {
    source: 'concepts, default deny all ingress traffic',
    says: 'an empty pod selector without rules closes ingress for every pod of the namespace, and leaves egress open',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress'] })],
    asks: [
      ['in friend 80', 'blocked', 'demo/p closes ingress, and no rule allows this'],
      ['out friend 80', 'allowed'],
    ],
  },
  {
    source: 'concepts, default deny all egress traffic',
    says: 'egress alone leaves ingress open',
    policies: [policy({ podSelector: all, policyTypes: ['Egress'] })],
    asks: [
      ['out friend 80', 'blocked', 'demo/p closes egress, and no rule allows this'],
      ['in friend 80', 'allowed'],
    ],
  },
  {
    source: 'concepts, default deny all ingress and all egress traffic',
    says: 'both types close both',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress', 'Egress'] })],
    asks: [
      ['in double 80', 'blocked'],
      ['out dns 53/udp', 'blocked'],
      ['in internet 80', 'blocked'],
    ],
  },
  {
    source: 'concepts, allow all ingress traffic',
    says: 'one empty rule opens everything, even beside a policy that closes',
    policies: [
      policy({ podSelector: all }, 'demo', 'deny'),
      policy({ podSelector: all, ingress: [{}], policyTypes: ['Ingress'] }),
    ],
    asks: [
      ['in internet 9999/udp', 'allowed', 'ingress[0] of NetworkPolicy demo/p allows it: from everybody'],
    ],
  },
  {
    source: 'reference, NetworkPolicySpec.policyTypes',
    says: 'without policyTypes a policy is one of ingress; of egress too where it has an egress section',
    policies: [policy({ podSelector: app('web'), egress: [{ ports: [{ port: 443 }] }] })],
    asks: [
      ['in friend 80', 'blocked'],
      ['out internet 443', 'allowed'],
      ['out internet 80', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicySpec.policyTypes',
    says: 'a policy without policyTypes and egress leaves egress open, and so does one with an empty egress section',
    policies: [policy({ podSelector: all }), policy({ podSelector: all, egress: [] }, 'demo', 'q')],
    asks: [
      ['out internet 443', 'allowed'],
      ['in friend 80', 'blocked', 'demo/p and demo/q close ingress, and no rule allows this'],
    ],
  },
  {
    source: 'reference, NetworkPolicySpec.policyTypes',
    says: 'rules of a direction that policyTypes leave out do nothing',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress'], ingress: [{}], egress: [] })],
    asks: [
      ['out internet 443', 'allowed', 'no policy closes egress'],
      ['in internet 80', 'allowed'],
    ],
  },
  {
    source: 'reference, NetworkPolicyIngressRule.from',
    says: 'an empty list of peers is as good as none: everybody',
    policies: [ingress({ from: [], ports: [{ port: 80 }] })],
    asks: [
      ['in internet 80', 'allowed'],
      ['in internet 81', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicyIngressRule.ports',
    says: 'an empty list of ports is as good as none: every port of every transport',
    policies: [ingress({ ...from({ podSelector: app('friend') }), ports: [] })],
    asks: [
      ['in friend 5000/udp', 'allowed'],
      ['in double 5000/udp', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicySpec.ingress',
    says: 'an empty list of rules allows nothing',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress'], ingress: [] })],
    asks: [['in friend 80', 'blocked']],
  },
  {
    source: 'concepts, behavior of to and from selectors',
    says: 'a pod selector alone means pods of the own namespace',
    policies: [ingress(from({ podSelector: app('friend') }))],
    asks: [
      [
        'in friend 80',
        'allowed',
        'ingress[0] of NetworkPolicy demo/p allows it: from app=friend, namespace=demo',
      ],
      ['in double 80', 'blocked'],
    ],
  },
  {
    source: 'concepts, behavior of to and from selectors',
    says: 'a namespace selector alone means all pods of the namespaces',
    policies: [ingress(from({ namespaceSelector: { matchLabels: { team: 'blue' } } }))],
    asks: [
      ['in double 80', 'allowed'],
      ['in placed 80', 'allowed'],
      ['in friend 80', 'blocked'],
    ],
  },
  {
    source: 'concepts, behavior of to and from selectors',
    says: 'both in one peer have to hold',
    policies: [
      ingress(from({ namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: app('friend') })),
    ],
    asks: [
      ['in double 80', 'allowed'],
      ['in placed 80', 'blocked'],
      ['in friend 80', 'blocked'],
    ],
  },
  {
    source: 'concepts, behavior of to and from selectors',
    says: 'as two peers one is enough',
    policies: [
      ingress(from({ namespaceSelector: { matchLabels: { team: 'blue' } } }, { podSelector: app('friend') })),
    ],
    asks: [
      ['in double 80', 'allowed'],
      ['in placed 80', 'allowed'],
      ['in friend 80', 'allowed'],
      ['in dns 80', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicyPeer.namespaceSelector',
    says: 'an empty namespace selector means every namespace, but no nodes and nothing outside',
    policies: [ingress(from({ namespaceSelector: all }))],
    asks: [
      ['in dns 80', 'allowed'],
      ['in internet 80', 'blocked'],
      ['in otherNode 80', 'blocked'],
    ],
  },
  {
    source: 'concepts, targeting a namespace by its name',
    says: 'every namespace has its name as a label',
    policies: [
      ingress(from({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } })),
    ],
    asks: [
      ['in double 80', 'allowed'],
      ['in friend 80', 'blocked'],
    ],
  },
  {
    source: 'recipes 11, deny egress traffic from an application, but DNS',
    says: 'only look-ups go out',
    policies: [
      egress({
        to: [{ namespaceSelector: all, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      }),
    ],
    asks: [
      ['out dns 53/udp', 'allowed'],
      ['out dns 53', 'allowed'],
      ['out dns 80', 'blocked'],
      ['out friend 53/udp', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicyPort.protocol',
    says: 'the protocol is TCP when nothing is said',
    policies: [ingress({ ports: [{ port: 53 }] })],
    asks: [
      ['in friend 53', 'allowed'],
      ['in friend 53/udp', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicyPort.port',
    says: 'without a port, every port of the protocol',
    policies: [ingress({ ports: [{ protocol: 'UDP' }] })],
    asks: [
      ['in friend 9/udp', 'allowed'],
      ['in friend 9', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicyPort.protocol',
    says: 'SCTP is neither TCP nor UDP',
    policies: [ingress({ ports: [{ protocol: 'SCTP', port: 80 }] })],
    asks: [
      ['in friend 80', 'blocked'],
      ['in friend 80/udp', 'blocked'],
      ['in friend 80/sctp', 'allowed'],
      ['in friend 81/sctp', 'blocked'],
    ],
  },
  {
    source: 'concepts, targeting a range of ports',
    says: 'endPort ends a range, itself included',
    policies: [egress({ ports: [{ port: 32000, endPort: 32768 }] })],
    asks: [
      ['out lan 31999', 'blocked'],
      ['out lan 32000', 'allowed'],
      ['out lan 32768', 'allowed'],
      ['out lan 32769', 'blocked'],
    ],
  },
  {
    source: 'reference, NetworkPolicyPort.port',
    says: 'a name is that of a port of the pods where the connection ends',
    policies: [
      ingress({ ports: [{ port: 'http' }] }),
      egress({ to: [{ namespaceSelector: all }], ports: [{ port: 'dns', protocol: 'UDP' }] }),
    ],
    asks: [
      ['in friend 80', 'allowed'],
      ['in friend 81', 'blocked'],
      ['in friend 80/udp', 'blocked'],
      ['out dns 53/udp', 'allowed'],
      ['out dns 53', 'blocked'],
      ['out internet 53/udp', 'blocked'],
    ],
  },
  {
    source: 'reference, IPBlock',
    says: 'except takes out of the block what lies in it',
    policies: [egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.0/24'] } }] })],
    asks: [
      ['out internet 443', 'allowed'],
      ['out lan 443', 'blocked'],
      ['out server 443', 'blocked'],
    ],
  },
  {
    source: 'kube-router, policy.go: blocks are sets of networks, which packets of pods match as well',
    says: 'a block over the pod network takes in pods by their address',
    policies: [ingress(from(exceptBlock))],
    asks: [
      ['in placed 80', 'blocked'],
      ['in friend 80', 'unknown', 'the address is not known, and'],
    ],
  },
  {
    source: 'kube-router, policy.go',
    says: 'a peer that surely matches outweighs one before it that may',
    policies: [ingress(from(exceptBlock, { namespaceSelector: all }))],
    asks: [['in friend 80', 'allowed']],
  },
  {
    source: 'kube-router, policy.go',
    says: 'a block over the whole pod network takes in every pod, and nodes by their VXLAN device',
    policies: [ingress(from({ ipBlock: { cidr: '10.42.0.0/16' } }))],
    asks: [
      ['in friend 80', 'allowed'],
      ['in otherNode 80', 'allowed'],
      ['in lan 80', 'blocked'],
    ],
  },
  {
    source: 'kube-router; flannel sends with the address of its VXLAN device',
    says: "another node's own address lets it in nowhere",
    policies: [ingress(from({ ipBlock: { cidr: '192.0.2.13/32' } }))],
    asks: [['in otherNode 80', 'blocked']],
  },
  {
    source: 'reference, NetworkPolicySpec.ingress: "or if the traffic source is the pod\'s local node"',
    says: 'the own node is always let in, the others are not',
    policies: [policy({ podSelector: all })],
    asks: [
      ['in ownNode 80', 'allowed', 'the node that a pod runs on is always let in'],
      ['in otherNode 80', 'blocked'],
    ],
  },
  {
    source: 'kube-router, pod.go: what a pod sends to its node passes its chain in INPUT',
    says: 'the way out to the own node is up to policies',
    policies: [policy({ podSelector: all, policyTypes: ['Egress'] })],
    asks: [['out ownNode 10250', 'blocked']],
  },
  {
    source: 'reference, NetworkPolicySpec.ingress',
    says: 'where a pod runs decides, and may be unknown',
    self: 'anywhere',
    policies: [policy({ podSelector: all })],
    asks: [['in otherNode 80', 'unknown', 'allowed if the pod runs on cyd']],
  },
  {
    source: 'concepts: "a pod cannot block access to itself"',
    says: 'a pod reaches itself, whatever its policies say',
    self: 'placed',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress', 'Egress'] }, 'other')],
    asks: [
      ['in placed 80', 'allowed', 'a pod is never kept from itself'],
      ['out placed 80', 'allowed'],
      ['in double 80', 'blocked'],
    ],
  },
  {
    source: 'concepts: a policy applies to pods; the other end is asked for itself',
    says: 'replicas of one workload need a rule to talk to each other',
    policies: [policy({ podSelector: all })],
    asks: [['in web 80', 'blocked']],
  },
  {
    source: 'concepts, NetworkPolicy and hostNetwork pods',
    says: 'policies neither keep nodes in nor out',
    self: 'server',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress', 'Egress'] })],
    asks: [
      ['in friend 6443', 'allowed', 'no policy reaches nodes'],
      ['out friend 80', 'allowed'],
    ],
  },
  {
    source: 'concepts: policies are of pods',
    says: 'what lies outside has no policies',
    self: 'lan',
    policies: [policy({ podSelector: all, policyTypes: ['Ingress', 'Egress'] })],
    asks: [['in friend 5432', 'allowed', 'no policy reaches what lies outside']],
  },
  {
    source: 'concepts: policies are additive',
    says: 'what one policy allows stays allowed, whatever others do not allow',
    policies: [
      policy({ podSelector: all }, 'demo', 'deny'),
      policy({ podSelector: app('web'), ingress: [{ ports: [{ port: 80 }] }] }),
      policy({ podSelector: all, ingress: [{ ports: [{ port: 81 }] }] }, 'demo', 'q'),
    ],
    asks: [
      ['in friend 80', 'allowed'],
      ['in friend 81', 'allowed', 'NetworkPolicy demo/q'],
      ['in friend 82', 'blocked', 'demo/deny, demo/p and demo/q close ingress'],
    ],
  },
  {
    source: 'concepts: a policy selects pods of its own namespace',
    says: 'a policy of another namespace says nothing',
    policies: [policy({ podSelector: all }, 'other')],
    asks: [['in friend 80', 'allowed']],
  },
  {
    source: 'labels, set-based requirement',
    says: 'In wants the label and one of the values',
    policies: [ingress(from(matching('In', 'app', 'friend', 'foe')))],
    asks: [
      ['in friend 80', 'allowed'],
      ['in web 80', 'blocked'],
    ],
  },
  {
    source: 'labels, set-based requirement: "and all resources with no labels with the tier key"',
    says: 'NotIn holds without the label as well',
    policies: [ingress(from(matching('NotIn', 'tier', 'front')))],
    asks: [
      ['in friend 80', 'allowed'],
      ['in web 80', 'blocked'],
    ],
  },
  {
    source: 'labels, set-based requirement',
    says: 'Exists and DoesNotExist look at the key alone',
    policies: [
      ingress(
        { ...from(matching('Exists', 'tier')), ports: [{ port: 80 }] },
        { ...from(matching('DoesNotExist', 'tier')), ports: [{ port: 81 }] },
      ),
    ],
    asks: [
      ['in web 80', 'allowed'],
      ['in friend 80', 'blocked'],
      ['in friend 81', 'allowed'],
      ['in web 81', 'blocked'],
    ],
  },
  {
    source: 'labels: "the comma separator acts as a logical AND operator"',
    says: 'everything in a selector has to hold',
    policies: [
      ingress(
        from({
          podSelector: {
            matchLabels: { app: 'web' },
            matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }],
          },
        }),
      ),
    ],
    asks: [['in web 80', 'blocked']],
  },
  {
    source: 'labels, on the policy itself',
    says: 'expressions select the pods of a policy as well',
    policies: [
      policy({ podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] } }),
    ],
    asks: [['in friend 80', 'allowed', 'no policy closes ingress']],
  },
  {
    source: 'reference, IPBlock.cidr: IPv4 or IPv6',
    says: 'a block of IPv6 holds no address of IPv4',
    policies: [egress({ to: [{ ipBlock: { cidr: '::/0' } }, { ipBlock: { cidr: '192.0.2.20/32' } }] })],
    asks: [
      ['out internet 443', 'blocked'],
      ['out lan 443', 'allowed', 'egress[0] of NetworkPolicy demo/p allows it: to ::/0 or 192.0.2.20/32'],
    ],
  },
];

describeCases('flannel', cases);
