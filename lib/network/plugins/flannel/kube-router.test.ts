import type { Json } from '../../../component';
import { describeCases, type PolicyCase } from '../../../testing/policy-cases';
import { networkPolicy as policy } from '../../../testing/policy-ends';

/**
 * Where kube-router, the controller in k3s, differs from what the pages of Kubernetes say. The source of each case is a place
 * in https://github.com/cloudnativelabs/kube-router at v2.6.3, pkg/controllers/netpol.
 */
type Rule = Readonly<Record<string, Json>>;

const all = {};
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const block = (cidr: string, ...except: string[]) => ({
  ipBlock: { cidr, ...(except.length > 0 && { except }) },
});
const both = (spec: Rule, podSelector: Rule = all) =>
  policy({ podSelector, policyTypes: ['Ingress', 'Egress'], ...spec });
const ingress = (...rules: Rule[]) => policy({ podSelector: all, ingress: rules });
const egress = (...rules: Rule[]) => policy({ podSelector: all, policyTypes: ['Egress'], egress: rules });
const more = 'this is more than the policy says, since';

const oneChain = 'pod.go, setupPodNetpolRules, kubeBothPolicyType: the jump has neither -s nor -d';
const noPorts =
  'policy.go, processIngressRules and processEgressRules: len(ports) == 0 && len(namedPorts) == 0';
const numbers =
  'policy.go, buildNetworkPoliciesInfo and processEgressRules: matchAllDestinations with namedPorts';
const set =
  'policy.go, evalIPBlockPeer: all blocks of a rule in one hash:net, what they leave out as nomatch';

const cases: readonly PolicyCase[] = [
  {
    source: oneChain,
    says: 'with both types and open egress, the pods of a policy let each other in',
    policies: [both({ egress: [{}] })],
    asks: [
      ['in friend 80', 'allowed', `egress[0] of NetworkPolicy demo/p allows it: to everybody; ${more}`],
      ['in double 80', 'blocked', 'demo/p closes ingress'],
      ['in internet 80', 'blocked'],
      ['in server 80', 'blocked'],
      ['out friend 80', 'allowed', 'egress[0]'],
    ],
  },
  {
    source: oneChain,
    says: 'a rule for egress that leads to the pod itself lets in the pods of its own policy only',
    policies: [
      both({ egress: [{ to: [app('web')], ports: [{ port: 80 }] }] }, { matchLabels: { tier: 'front' } }),
      both({ egress: [{ to: [app('web')] }] }, { matchLabels: { app: 'nothing-that-runs' } }),
    ],
    asks: [
      ['in friend 80', 'blocked'],
      [
        'in anywhere 80',
        'allowed',
        `egress[0] of NetworkPolicy demo/p allows it: to app=web, namespace=demo on 80/tcp; ${more}`,
      ],
      ['in anywhere 81', 'blocked'],
    ],
  },
  {
    source: oneChain,
    says: 'a rule for ingress lets the pods of its policy out to each other',
    policies: [both({ ingress: [{ from: [app('web')] }] })],
    asks: [
      [
        'out friend 80',
        'allowed',
        `ingress[0] of NetworkPolicy demo/p allows it: from app=web, namespace=demo; ${more}`,
      ],
      ['out double 80', 'blocked'],
    ],
  },
  {
    source: oneChain,
    says: 'blocks of addresses let pods of the policy in as well',
    policies: [both({ egress: [{ to: [block('0.0.0.0/0')] }] })],
    asks: [['in friend 80', 'allowed', more]],
  },
  {
    source: oneChain,
    says: 'a policy of one type keeps to its direction',
    policies: [egress({}), ingress()],
    asks: [['in friend 80', 'blocked', 'demo/p closes ingress']],
  },
  {
    source: oneChain,
    says: 'what the policy says itself is named before what only kube-router opens',
    policies: [both({ ingress: [{ from: [app('friend')] }], egress: [{}] })],
    asks: [
      [
        'in friend 80',
        'allowed',
        'ingress[0] of NetworkPolicy demo/p allows it: from app=friend, namespace=demo',
      ],
    ],
  },
  {
    source: noPorts,
    says: 'a name that no pod has opens every port to the pods of a rule, whatever the transport',
    policies: [
      ingress({ from: [app('friend')], ports: [{ port: 'metrics' }] }),
      egress({ to: [app('friend')], ports: [{ port: 'metrics' }, { port: 'http', protocol: 'UDP' }] }),
    ],
    asks: [
      [
        'in friend 22',
        'allowed',
        `on metrics/tcp; ${more} kube-router opens every port where no pod has one with the name metrics`,
      ],
      ['in friend 53/udp', 'allowed', more],
      ['in double 22', 'blocked'],
      ['out friend 22', 'allowed', more],
      ['out double 22', 'blocked'],
    ],
  },
  {
    source: noPorts,
    says: 'one port that is known is enough to keep the others closed',
    policies: [
      ingress({ from: [app('friend')], ports: [{ port: 'metrics' }, { port: 80 }] }),
      egress({ to: [app('friend')], ports: [{ port: 'metrics' }, { port: 'http' }] }),
    ],
    asks: [
      ['in friend 80', 'allowed'],
      ['in friend 22', 'blocked'],
      ['out friend 80', 'allowed'],
      ['out friend 22', 'blocked'],
    ],
  },
  {
    source: noPorts,
    says: 'where other pods are not known, a name that these do not have is in doubt',
    policies: [ingress({ from: [app('friend')], ports: [{ port: 'metrics' }] })],
    isComplete: false,
    asks: [['in friend 22', 'unknown', 'which ports have the name metrics is not known here']],
  },
  {
    source:
      'policy.go, processIngressRules: matchAllSource and ipBlocks go through ports and namedPorts, which are empty',
    says: 'a name that no pod has opens nothing to everyone or to addresses',
    policies: [
      ingress(
        { ports: [{ port: 'metrics' }] },
        { from: [block('192.0.2.0/24')], ports: [{ port: 'metrics' }] },
      ),
    ],
    asks: [
      ['in friend 22', 'blocked'],
      ['in lan 22', 'blocked'],
    ],
  },
  {
    source: numbers,
    says: 'egress by name without to opens the numbers of the own namespace, wherever they lead',
    policies: [egress({ ports: [{ port: 'http' }] })],
    asks: [
      ['out friend 80', 'allowed', 'egress[0] of NetworkPolicy demo/p allows it: to everybody on http/tcp'],
      [
        'out internet 80',
        'allowed',
        `${more} kube-router opens the numbers that pods of demo give to http, wherever they lead`,
      ],
      ['out server 80', 'allowed', more],
      ['out double 80', 'allowed', more],
      ['out internet 81', 'blocked'],
      ['out internet 80/udp', 'blocked'],
    ],
  },
  {
    source: numbers,
    says: 'a name that only pods elsewhere have opens nothing',
    policies: [
      policy({ podSelector: all, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'metrics' }] }] }),
    ],
    asks: [
      ['out friend 80', 'blocked'],
      ['out internet 9090', 'blocked'],
    ],
  },
  {
    source: numbers,
    says: 'without the pods of the own namespace the numbers are not known',
    policies: [egress({ ports: [{ port: 'http' }] })],
    isComplete: false,
    asks: [
      ['out friend 80', 'allowed'],
      ['out internet 80', 'unknown', 'no pod of namespace demo is known here'],
    ],
  },
  {
    source: set,
    says: 'what one block leaves out stays out, though another block of the rule holds it',
    policies: [
      egress({ to: [block('192.0.2.0/24', '192.0.2.16/28'), block('0.0.0.0/0')] }),
      ingress({ from: [block('0.0.0.0/0'), block('192.0.2.0/24', '192.0.2.16/28')] }),
    ],
    asks: [
      ['out lan 80', 'blocked', 'no rule allows this'],
      ['out server 80', 'allowed'],
      ['in lan 80', 'blocked'],
      ['in internet 80', 'allowed'],
    ],
  },
  {
    source: set,
    says: 'a smaller block of the rule brings back what another leaves out',
    policies: [egress({ to: [block('192.0.2.0/24', '192.0.2.16/28'), block('192.0.2.20/32')] })],
    asks: [['out lan 80', 'allowed']],
  },
  {
    source: set,
    says: 'blocks of two rules do not touch each other',
    policies: [egress({ to: [block('192.0.2.0/24', '192.0.2.16/28')] }, { to: [block('0.0.0.0/0')] })],
    asks: [['out lan 80', 'allowed', 'egress[1]']],
  },
  {
    source: `${set}; ipset(8), add -exist: of two equal networks the later one stays`,
    says: 'of two equal networks the later one counts',
    policies: [
      egress({ to: [block('192.0.2.0/24', '192.0.2.20/32'), block('192.0.2.20/32')] }),
      ingress({ from: [block('192.0.2.20/32'), block('192.0.2.0/24', '192.0.2.20/32')] }),
    ],
    asks: [
      ['out lan 80', 'allowed'],
      ['in lan 80', 'blocked'],
    ],
  },
  {
    source: 'policy.go, processEgressRules: dstIPBlocks go with egressRule.ports only',
    says: 'egress to a block by the name of a port never matches',
    policies: [egress({ to: [block('0.0.0.0/0')], ports: [{ port: 'http' }] })],
    asks: [
      ['out friend 80', 'blocked'],
      ['out placed 80', 'blocked'],
      ['out internet 80', 'blocked'],
    ],
  },
  {
    source: 'network_policy_controller.go, ensureTopLevelChains: "allow LOCAL TCP traffic to node ports"',
    says: "the ports of NodePorts on a pod's own node are open whatever its policies say",
    policies: [egress()],
    asks: [
      [
        'out ownNode 30000',
        'allowed',
        'kube-router lets every pod reach ports 30000 to 32767 of its own node',
      ],
      ['out ownNode 32767/udp', 'allowed'],
      ['out ownNode 29999', 'blocked'],
      ['out ownNode 32768', 'blocked'],
      ['out ownNode 30000/sctp', 'blocked'],
      ['out otherNode 30000', 'blocked'],
    ],
  },
  {
    source: 'network_policy_controller.go, ensureTopLevelChains: on the node of the pod only',
    says: 'where the node of a pod is not known, the ports of NodePorts are in doubt',
    self: 'anywhere',
    policies: [egress()],
    asks: [['out otherNode 30000', 'unknown']],
  },
  {
    source: 'policy.go, syncNetworkPolicyChains: rules are looked at by the type of the policy',
    says: 'what policyTypes leaves out is not looked at',
    policies: [
      policy({
        podSelector: all,
        policyTypes: ['Ingress'],
        ingress: [{}],
        egress: [{ to: [app('friend')] }],
      }),
    ],
    asks: [
      ['out internet 80', 'allowed', 'no policy closes egress'],
      ['in internet 80', 'allowed', 'ingress[0]'],
    ],
  },
];

describeCases('flannel', cases);
