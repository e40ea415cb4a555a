import { addressAt, cidrBounds, everywhere, networkAround, prefixLength } from '../../../values';
import type { KnownNames, PolicyDialect } from '../../policy/dialect';
import { namesIn } from '../../policy/judge/parties';
import { selects } from '../../policy/judge/matching';
import type { Block, Direction, Policy, Quirk, PolicyRule, RulePeer, RulePort } from '../../policy/policy';
import { portable, seenNode } from '../../policy/portable';
import { anyOf, inNamespace } from '../../policy/selector';

/**
 * How kube-router reads policies, the controller in k3s, beside flannel. It knows NetworkPolicies only. Where Cilium's own kinds
 * lie around, nothing in such a cluster acts on them.
 */
export const kubeRouter: PolicyDialect = {
  ...portable,
  passesOver: ({ apiVersion }) => apiVersion.startsWith('cilium.io/'),
  enforced: asKubeRouter,
  seenAs: (peer, standing, pods) =>
    peer.kind === 'node' && standing.sends
      ? // What a node sends to another node's pods has the address of its VXLAN device, the first of its share of the pods'.
        { ...seenNode(peer), addresses: cidrBounds(pods) }
      : portable.seenAs(peer, standing, pods),
  opensOwnNode: (port, transport) =>
    transport !== 'sctp' && port >= nodePorts.first && port <= nodePorts.last
      ? `kube-router lets every pod reach ports ${nodePorts.first} to ${nodePorts.last} of its own node, those of NodePorts`
      : undefined,
};

/**
 * Ports of Services that nodes answer: the rules of a node let them in before they look at policies, for TCP and UDP
 * (network_policy_controller.go, ensureTopLevelChains). k3s passes its own range on.
 * https://docs.k3s.io/cli/server, service-node-port-range
 */
const nodePorts = { first: 30_000, last: 32_767 } as const;

/**
 * A NetworkPolicy as kube-router enforces it. Where it differs from the pages of Kubernetes, this is
 * what its code does: https://github.com/cloudnativelabs/kube-router, v2.6.3, pkg/controllers/netpol. A rule that opens more
 * than the policy says carries a `quirk`.
 */
function asKubeRouter(policy: Policy, names: KnownNames): Policy {
  const { namespace, ingress, egress } = policy;
  // What `policyTypes` leaves out is not looked at (policy.go, syncNetworkPolicyChains).
  const into = ingress.closes ? ingress.allows.flatMap((rule) => ingressParts(rule, policy, names)) : [];
  const out = egress.closes ? egress.allows.flatMap((rule) => egressParts(rule, policy, names)) : [];
  if (!ingress.closes || !egress.closes || namespace === undefined)
    return { ...policy, ingress: { ...ingress, allows: into }, egress: { ...egress, allows: out } };
  const own: RulePeer = { kind: 'selected', selector: [...policy.selector, inNamespace(namespace)] };
  return {
    ...policy,
    ingress: oneChain(ingress, into, out, own),
    egress: oneChain(egress, out, into, own),
  };
}

/**
 * Both directions of a policy with both types are one chain, and a pod's packets come to it whichever way they go: the jump
 * to the chain has no `-s` or `-d` (pod.go, setupPodNetpolRules, kubeBothPolicyType). So a rule of either direction opens
 * what it describes between two pods of the policy, for both of them.
 */
function oneChain(
  direction: Direction,
  mine: readonly PolicyRule[],
  others: readonly PolicyRule[],
  own: RulePeer,
): Direction {
  const quirk: Quirk = {
    why: 'kube-router holds both directions of a policy against all its rules',
    next: 'make two policies of it, one for each direction',
  };
  return {
    ...direction,
    allows: [
      ...mine,
      ...others.map((rule): PolicyRule => ({ ...rule, self: rule.peers, peers: [own], quirk })),
    ],
  };
}

function ingressParts(rule: PolicyRule, policy: Policy, names: KnownNames): readonly PolicyRule[] {
  const { everyone, pods, blocks } = partsOf(rule);
  const target = [...policy.selector, inNamespace(policy.namespace ?? '')];
  return [
    ...everyone.map((peer) => ({ ...rule, peers: [peer] })),
    // Names are looked up among the pods that the policy is for (policy.go, namedPort2IngressEps).
    ...podRules(rule, pods, (ports) => names.has(ports, (party) => selects(target, party, portable))),
    ...blocks.map((peer) => ({ ...rule, peers: [peer] })),
  ];
}

function egressParts(rule: PolicyRule, { namespace = '' }: Policy, names: KnownNames): readonly PolicyRule[] {
  const { everyone, pods, blocks } = partsOf(rule);
  const { numbers, named } = portsOf(rule);
  return [
    ...(numbers.length === 0 ? [] : everyone.map((peer) => ({ ...rule, peers: [peer], ports: numbers }))),
    ...(named.length === 0 ? [] : everyone.flatMap(() => numbersForEveryone(rule, named, namespace, names))),
    // Names are looked up among the pods that the rule leads to (policy.go, namedPort2EgressEps).
    ...podRules(rule, pods, (ports) =>
      names.has(ports, (party) =>
        anyOf(pods, (peer) => peer.kind === 'selected' && selects(peer.selector, party, portable)),
      ),
    ),
    // No rule is made for the names (policy.go, processEgressRules: "specified ipBlocks" go with egressRule.ports only).
    ...(numbers.length === 0 ? [] : blocks.map((peer) => ({ ...rule, peers: [peer], ports: numbers }))),
  ];
}

/**
 * Without `to`, a name is looked up among all pods of the policy's namespace, and the numbers are open to everyone: there is
 * no set of destinations (policy.go, `matchAllDestinations` with namedPorts).
 */
function numbersForEveryone(
  rule: PolicyRule,
  named: readonly RulePort[],
  namespace: string,
  names: KnownNames,
): readonly PolicyRule[] {
  const own: RulePeer = { kind: 'selected', selector: [inNamespace(namespace)] };
  const ports = named.flatMap((name) => names.numbersIn(namespace, name));
  const quirk: Quirk = {
    why: `kube-router opens the numbers that pods of ${namespace} give to ${namesIn(named)}, wherever they lead`,
    next: numberNext,
  };
  return [
    { ...rule, peers: [own], ports: named },
    ...(ports.length === 0 ? [] : [{ ...rule, ports, quirk }]),
  ];
}

/**
 * Rules for pods. Where every port of a rule is a name and no pod has any of them, two lists are empty in the end, which is
 * read as "no ports are given": every port is open to these pods (policy.go, `len(ports) == 0 && len(namedPorts) == 0`).
 */
function podRules(
  rule: PolicyRule,
  pods: readonly RulePeer[],
  areKnown: (named: readonly RulePort[]) => ReturnType<KnownNames['has']>,
): readonly PolicyRule[] {
  if (pods.length === 0) return [];
  const { numbers, named } = portsOf(rule);
  const own = { ...rule, peers: pods };
  if (numbers.length > 0 || named.length === 0) return [own];
  const known = areKnown(named);
  if (known === true) return [own];
  const every: RulePort = { transport: 'any', unlessNamed: named, ...(known !== false && { doubt: known }) };
  const quirk: Quirk = {
    why: `kube-router opens every port where no pod has one with the name ${namesIn(named)}`,
    next: numberNext,
  };
  return [own, { ...own, ports: [every], quirk }];
}

function portsOf({ ports }: PolicyRule): Record<'numbers' | 'named', readonly RulePort[]> {
  return {
    numbers: ports.filter(({ name }) => name === undefined),
    named: ports.filter(({ name }) => name !== undefined),
  };
}

/** kube-router makes rules of its own for pods and for blocks. */
function partsOf({ peers }: PolicyRule): Record<'everyone' | 'pods' | 'blocks', readonly RulePeer[]> {
  const blocks = peers.flatMap((peer) => (peer.kind === 'block' ? [peer] : []));
  return {
    everyone: peers.filter(({ kind }) => kind === 'everyone'),
    pods: peers.filter(({ kind }) => kind === 'selected' || kind === 'unclear'),
    blocks: blocks.length === 0 ? [] : [oneSet(blocks)],
  };
}

/**
 * The blocks of a rule share one set, and what they leave out is in it too, marked `nomatch` (policy.go, evalIPBlockPeer). Of
 * the networks in a set that hold an address, the one with the longest prefix decides (ipset(8), hash:net). Every address is
 * written as two halves, since a set takes no network of length 0.
 */
function oneSet(blocks: readonly Block[]): RulePeer {
  return {
    kind: 'block',
    text: blocks.map(({ text }) => text).join(' or '),
    nets: blocks.flatMap(({ nets }) =>
      nets.flatMap((net) =>
        prefixLength(net.cidr) === 0 ? halves.map((cidr) => ({ ...net, cidr })) : [net],
      ),
    ),
  };
}

const numberNext = 'write the number of the port';

const halves = [0, 2 ** 31].map((offset) => networkAround(addressAt(everywhere, offset), 1));
