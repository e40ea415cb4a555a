import type { KubeObject } from '../../component';
import { contains, fields, type Fields, list, text } from '../document';
import { addressesIn, type Cluster, type End, type Sender, type Try } from './end';
import { isSince119 } from './version';
import type { Choose } from './worlds';

/**
 * What one NetworkPolicy says to one end in one world where Cilium enforces it, straight from the manifest and from what the
 * API reference says: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function askNetworkPolicy(
  policy: KubeObject,
  pod: End,
  attempt: Try<Sender>,
  direction: 'ingress' | 'egress',
  cluster: Cluster,
  choose: Choose,
): { readonly closes: boolean; readonly opens: boolean } {
  const spec = fields(policy['spec'], ['podSelector', 'policyTypes', 'ingress', 'egress']);
  const silent = { closes: false, opens: false };
  if (pod.kind !== 'pod' || pod.namespace !== policy.metadata.namespace) return silent;
  if (!labelsFit(spec['podSelector'] ?? {}, seenLabels(pod.labels, cluster))) return silent;

  const types = list(spec['policyTypes']) ?? [];
  const egressRules = list(spec['egress']) ?? [];
  let concerned: boolean;
  if (types.length > 0) concerned = types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  else concerned = direction === 'ingress' || egressRules.length > 0;
  // Cilium goes by the rules, whatever the types are.
  if ((list(spec[direction]) ?? []).length > 0) concerned = true;
  if (!concerned) return silent;

  for (const written of list(spec[direction]) ?? []) {
    const rule = fields(written, ['from', 'to', 'ports']);
    const other = direction === 'ingress' ? attempt.from : attempt.to;
    const peers = list(direction === 'ingress' ? rule['from'] : rule['to']) ?? [];
    const ports = list(rule['ports']) ?? [];
    let portFits = ports.length === 0;
    for (const one of ports) if (portIs(one, attempt)) portFits = true;
    if (!portFits) continue;
    if (peers.length === 0) return { closes: true, opens: true };
    for (const peer of peers)
      if (peerIs(peer, other, pod.namespace, direction, cluster, choose))
        return { closes: true, opens: true };
  }
  return { closes: true, opens: false };
}

function portIs(written: unknown, attempt: Try<Sender>): boolean {
  const { port, endPort, protocol } = fields(written, ['port', 'endPort', 'protocol']);
  if ((protocol ?? 'TCP') !== attempt.transport.toUpperCase()) return false;
  if (port === undefined) return true;
  if (typeof port === 'string') {
    if (attempt.to.kind !== 'pod') return false;
    for (const named of attempt.to.ports)
      if (named.name === port && named.port === attempt.port && named.transport === attempt.transport)
        return true;
    return false;
  }
  if (typeof endPort === 'number') return Number(port) <= attempt.port && attempt.port <= endPort;
  return port === attempt.port;
}

function peerIs(
  written: unknown,
  other: Sender,
  own: string,
  direction: 'ingress' | 'egress',
  cluster: Cluster,
  choose: Choose,
): boolean {
  const peer = fields(written, ['podSelector', 'namespaceSelector', 'ipBlock']);
  if (peer['ipBlock'] !== undefined) {
    const { cidr, except } = fields(peer['ipBlock'], ['cidr', 'except']);
    const address = packetAddress(other, direction, cluster, choose);
    if (address === undefined || !contains(text(cidr), address)) return false;
    for (const hole of list(except) ?? []) if (contains(text(hole), address)) return false;
    return true;
  }
  const pods = peer['podSelector'] ?? {};
  const namespaces = peer['namespaceSelector'];
  if (other.kind !== 'pod') {
    // Cilium before 1.19 compared label selectors with everything that has an identity, labels or not.
    const unlabelled =
      cluster.plugin === 'cilium' &&
      namespaces !== undefined &&
      !isEmpty(namespaces) &&
      labelsFit(pods, {}) &&
      labelsFit(namespaces, {});
    return unlabelled && !isSince119(cluster, choose);
  }
  if (namespaces === undefined)
    return other.namespace === own && labelsFit(pods, seenLabels(other.labels, cluster));
  const ofNamespace = { ...other.namespaceLabels, 'kubernetes.io/metadata.name': other.namespace };
  return labelsFit(namespaces, ofNamespace) && labelsFit(pods, seenLabels(other.labels, cluster));
}

/** The address that a block is compared with; none in Cilium for what is in the cluster. */
function packetAddress(
  other: Sender,
  direction: string,
  cluster: Cluster,
  choose: Choose,
): string | undefined {
  if (other.kind === 'address') return other.address;
  if (cluster.plugin === 'cilium' || other.kind === 'proxy') return undefined;
  const any = addressesIn(cluster.pods);
  if (other.kind === 'pod') return other.address ?? choose('address of the other pod', any);
  // Out of a node into another node's pods, packets leave by the VXLAN device, which has an address of the pod network.
  return direction === 'ingress' ? choose('address of the VXLAN device', any) : other.address;
}

/** Whether labels fit a selector. */
export function labelsFit(written: unknown, labels: Readonly<Record<string, string>>): boolean {
  const selector = fields(written, ['matchLabels', 'matchExpressions']);
  for (const [key, value] of Object.entries(pairs(selector['matchLabels'])))
    if (labels[key] !== value) return false;
  for (const item of list(selector['matchExpressions']) ?? []) {
    const { key, operator, values } = fields(item, ['key', 'operator', 'values']);
    if (!expressionFits(labels[text(key)], text(operator), list(values) ?? [])) return false;
  }
  return true;
}

/** Whether a label's value fits one expression; a missing label is not in any list. */
export function expressionFits(
  value: string | undefined,
  operator: string,
  values: readonly unknown[],
): boolean {
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  throw new Error(`unknown operator ${operator}`);
}

/** The labels that a plugin compares: Cilium leaves out those that Kubernetes itself writes. */
export function seenLabels(
  labels: Readonly<Record<string, string>>,
  cluster: Cluster,
): Record<string, string> {
  const seen: Record<string, string> = {};
  for (const [key, value] of Object.entries(labels)) {
    const written =
      key === 'pod-template-hash' ||
      key === 'controller-revision-hash' ||
      key.startsWith('statefulset.kubernetes.io/pod-name') ||
      key.startsWith('kubernetes.io') ||
      key.startsWith('topology.kubernetes.io');
    if (cluster.plugin === 'flannel' || !written) seen[key] = value;
  }
  return seen;
}

/** A map of text; empty where there is none. */
export function pairs(value: unknown): Fields {
  return value === undefined
    ? {}
    : fields(value, typeof value === 'object' && value !== null ? Object.keys(value) : []);
}

function isEmpty(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = fields(selector, ['matchLabels', 'matchExpressions']);
  return Object.keys(pairs(matchLabels)).length === 0 && (list(matchExpressions) ?? []).length === 0;
}
