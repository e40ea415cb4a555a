import type { KubeObject } from '../../component';
import { contains, fields, list, text } from '../document';
import { addressesIn, type Cluster, type End, type Sender, type Try } from './end';
import { labelsFit } from './kubernetes';
import type { Choose } from './worlds';

/** The chain that kube-router makes of a policy, and the packet that comes to it. */
interface Chain {
  readonly namespace: string;
  /** The pods that the policy is for. */
  readonly isTarget: (end: Sender) => boolean;
  readonly attempt: Try<Sender>;
  readonly cluster: Cluster;
  readonly choose: Choose;
}

/**
 * What one NetworkPolicy does to a packet in a pod's chain, step by step as kube-router's controller writes its rules:
 * https://github.com/cloudnativelabs/kube-router, v2.6.3, pkg/controllers/netpol, policy.go and pod.go
 */
export function askKubeRouter(
  policy: KubeObject,
  pod: End,
  attempt: Try<Sender>,
  direction: 'ingress' | 'egress',
  cluster: Cluster,
  choose: Choose,
): { readonly closes: boolean; readonly opens: boolean } {
  const spec = fields(policy['spec'], ['podSelector', 'policyTypes', 'ingress', 'egress']);
  const namespace = policy.metadata.namespace ?? '';
  const isTarget = (end: Sender) =>
    end.kind === 'pod' && end.namespace === namespace && labelsFit(spec['podSelector'] ?? {}, end.labels);
  if (!isTarget(pod)) return { closes: false, opens: false };
  let types = list(spec['policyTypes']) ?? [];
  // The API server fills them in.
  if (types.length === 0)
    types = (list(spec['egress']) ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  const closes = types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  if (!closes) return { closes, opens: false };
  const chain: Chain = { namespace, isTarget, attempt, cluster, choose };
  const ofIngress = types.includes('Ingress') ? (list(spec['ingress']) ?? []) : [];
  const ofEgress = types.includes('Egress') ? (list(spec['egress']) ?? []) : [];
  // The jump to the chain of one type asks for the pod at the right end; the chain of both types takes what comes.
  const opens =
    (isTarget(attempt.to) && ofIngress.some((rule) => ingressRulePasses(rule, chain))) ||
    (isTarget(attempt.from) && ofEgress.some((rule) => egressRulePasses(rule, chain)));
  return { closes, opens };
}

function ingressRulePasses(written: unknown, chain: Chain): boolean {
  const rule = fields(written, ['from', 'ports']);
  const [from, ports] = [list(rule['from']) ?? [], list(rule['ports']) ?? []];
  const pods = chain.cluster.workloads.filter(chain.isTarget);
  const { numeric, named } = resolved(ports, pods, chain.attempt);
  const ofPods = from.some((peer) => isPeer(peer, chain.attempt.from, chain.namespace));
  if (ofPods && (numeric.includes(true) || named.some(({ fits }) => fits))) return true;
  if (ofPods && numeric.length === 0 && named.length === 0) return true;
  const open = ports.length === 0 || numeric.includes(true) || named.some(({ fits }) => fits);
  return open && (from.length === 0 || inSet(from, chain.attempt.from, 'from', chain));
}

function egressRulePasses(written: unknown, chain: Chain): boolean {
  const rule = fields(written, ['to', 'ports']);
  const [to, ports] = [list(rule['to']) ?? [], list(rule['ports']) ?? []];
  const pods = chain.cluster.workloads.filter(({ namespace, ...pod }) =>
    to.length === 0
      ? namespace === chain.namespace
      : to.some((peer) => isPeer(peer, { namespace, ...pod }, chain.namespace)),
  );
  const { numeric, named } = resolved(ports, pods, chain.attempt);
  const ofPods = to.some((peer) => isPeer(peer, chain.attempt.to, chain.namespace));
  if (ofPods && (numeric.includes(true) || named.some(({ fits }) => fits))) return true;
  if (ofPods && numeric.length === 0 && named.length === 0) return true;
  if (to.length === 0)
    return ports.length === 0 || numeric.includes(true) || named.some(({ isNumber }) => isNumber);
  return (ports.length === 0 || numeric.includes(true)) && inSet(to, chain.attempt.to, 'to', chain);
}

/** The two lists of processNetworkPolicyPorts, each entry with whether the packet fits it. */
function resolved(
  ports: readonly unknown[],
  pods: Cluster['workloads'],
  { to, port, transport }: Try<Sender>,
) {
  const numeric: boolean[] = [];
  const named: { readonly isNumber: boolean; readonly fits: boolean }[] = [];
  for (const written of ports) {
    const one = fields(written, ['port', 'endPort', 'protocol']);
    const right = (one['protocol'] ?? 'TCP') === transport.toUpperCase();
    if (typeof one['port'] === 'string') {
      const protocol = text(one['protocol'] ?? 'TCP').toLowerCase();
      const numbers = pods.flatMap((pod) =>
        pod.ports.filter((named) => named.name === one['port'] && named.transport === protocol),
      );
      for (const number of new Set(numbers.map((named) => named.port))) {
        const isNumber = right && number === port;
        const inIt =
          to.kind === 'pod' &&
          to.ports.some(
            (other) => other.name === one['port'] && other.port === number && other.transport === protocol,
          );
        named.push({ isNumber, fits: isNumber && inIt });
      }
    } else if (one['port'] === undefined) numeric.push(right);
    else {
      const [first, last] = [Number(one['port']), Number(one['endPort'] ?? one['port'])];
      numeric.push(right && first <= port && port <= last);
    }
  }
  return { numeric, named };
}

function isPeer(written: unknown, end: Sender, own: string): boolean {
  const peer = fields(written, ['podSelector', 'namespaceSelector', 'ipBlock']);
  if (end.kind !== 'pod' || peer['ipBlock'] !== undefined) return false;
  const namespaces = peer['namespaceSelector'];
  const there =
    namespaces === undefined
      ? end.namespace === own
      : labelsFit(namespaces, { ...end.namespaceLabels, 'kubernetes.io/metadata.name': end.namespace });
  return there && labelsFit(peer['podSelector'] ?? {}, end.labels);
}

/** Whether the set of a rule's blocks holds an end: the longest prefix decides, and what came last of two that are the same. */
function inSet(peers: readonly unknown[], end: Sender, side: 'from' | 'to', chain: Chain): boolean {
  const entries = new Map<string, boolean>();
  const add = (cidr: string, match: boolean) => {
    for (const one of cidr.endsWith('/0') ? ['0.0.0.0/1', '128.0.0.0/1'] : [cidr]) {
      entries.delete(one);
      entries.set(one, match);
    }
  };
  for (const peer of peers) {
    const { ipBlock } = fields(peer, ['podSelector', 'namespaceSelector', 'ipBlock']);
    if (ipBlock === undefined) continue;
    const { cidr, except } = fields(ipBlock, ['cidr', 'except']);
    add(text(cidr), true);
    for (const hole of list(except) ?? []) add(text(hole), false);
  }
  if (entries.size === 0) return false;
  const address = addressOf(end, side, chain);
  for (let length = 32; length > 0; length -= 1)
    for (const [cidr, match] of entries)
      if (cidr.endsWith(`/${length}`) && contains(cidr, address)) return match;
  return false;
}

/** The address that a packet has at one of its ends. */
function addressOf(end: Sender, side: 'from' | 'to', { cluster, choose }: Chain): string {
  if (end.kind === 'proxy') throw new Error('flannel has no proxy');
  if (end.kind === 'address' || (end.kind === 'node' && side === 'to')) return end.address;
  const any = addressesIn(cluster.pods);
  // Out of a node into another node's pods, packets leave by the VXLAN device, which has an address of the pod network.
  if (end.kind === 'node') return choose('address of the VXLAN device', any);
  return end.address ?? choose(`address of the pod that packets go ${side}`, any);
}
