import type { KubeObject } from '../../component';
import { contains, fields, list, selects, text } from './document';
import type { PeerAttempt, Peer, Pod, Verdict } from './peer';

/**
 * What one NetworkPolicy says to an attempt at one of its ends. Written from the API reference and from nothing of
 * lib/network: a policy that has a direction closes it but for its rules; a rule without peers is open to everybody; an
 * empty namespace selector means every namespace, a pod selector alone the policy's own.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function kubernetesVerdict(policy: KubeObject, pod: Pod, attempt: PeerAttempt, side: Side): Verdict {
  const spec = fields(policy['spec'], ['podSelector', 'policyTypes', 'ingress', 'egress']);
  const mine =
    pod.namespace === policy.metadata.namespace && selects(selector(spec['podSelector']), pod.labels);
  if (!mine || list(spec['policyTypes'])?.includes(side.direction) !== true) return 'none';
  const rules = list(spec[side.rules]) ?? [];
  const open = rules.some((written) => {
    const rule = fields(written, ['ports', side.peers]);
    return (
      portsMatch(list(rule['ports']), attempt) && peersMatch(list(rule[side.peers]), side.other(attempt), pod)
    );
  });
  return open ? 'open' : 'closed';
}

/** The end of an attempt that a policy looks from. */
export interface Side {
  readonly direction: 'Ingress' | 'Egress';
  readonly rules: 'ingress' | 'egress';
  readonly peers: 'from' | 'to';
  readonly other: (attempt: PeerAttempt) => Peer;
}

export const coming: Side = {
  direction: 'Ingress',
  rules: 'ingress',
  peers: 'from',
  other: ({ from }) => from,
};
export const going: Side = { direction: 'Egress', rules: 'egress', peers: 'to', other: ({ to }) => to };

function portsMatch(ports: readonly unknown[] | undefined, { port, protocol }: PeerAttempt): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some((written) => {
    const rule = fields(written, ['port', 'endPort', 'protocol']);
    if (typeof rule['port'] !== 'number') throw new Error('a port is a number here');
    return inRange(port, rule['port'], rule['endPort']) && text(rule['protocol']) === protocol;
  });
}

/** Whether a port lies between the first and the last of a rule, which is the first where none is written. */
export function inRange(port: number, first: number, last: unknown = first): boolean {
  if (typeof last !== 'number') throw new Error('the end of a range is a number');
  return port >= first && port <= last;
}

function peersMatch(peers: readonly unknown[] | undefined, other: Peer, pod: Pod): boolean {
  if (peers === undefined || peers.length === 0) return true;
  return peers.some((written) => {
    const peer = fields(written, ['ipBlock', 'namespaceSelector', 'podSelector']);
    if (peer['ipBlock'] !== undefined) return blockMatches(peer['ipBlock'], other);
    if (other.kind !== 'pod') return false;
    const inNamespace =
      peer['namespaceSelector'] === undefined
        ? other.namespace === pod.namespace
        : selects(selector(peer['namespaceSelector']), { 'kubernetes.io/metadata.name': other.namespace });
    return inNamespace && selects(selector(peer['podSelector'] ?? {}), other.labels);
  });
}

/** Pods have addresses too: a block over the pod network takes them in. */
function blockMatches(written: unknown, other: Peer): boolean {
  const block = fields(written, ['cidr', 'except']);
  const address = other.kind === 'pod' ? podAddress : other.address;
  const except = list(block['except']) ?? [];
  return contains(text(block['cidr']), address) && !except.some((cidr) => contains(text(cidr), address));
}

/** Any pod's address in the fixtures' pod network. */
const podAddress = '10.42.3.77';

function selector(value: unknown) {
  return fields(value, ['matchLabels', 'matchExpressions']);
}
