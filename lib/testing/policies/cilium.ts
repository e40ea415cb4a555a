import type { KubeObject } from '../../component';
import { contains, fields, type Fields, list, selects, text } from './document';
import { inRange, type Side } from './kubernetes';
import type { PeerAttempt, Peer, Pod, Verdict } from './peer';

const namespaceLabel = 'io.kubernetes.pod.namespace';

/**
 * What one CiliumNetworkPolicy says to an attempt at one of its ends. Written from Cilium's reference: a direction with at
 * least one rule is closed but for its rules, and one with an empty list or none is left alone; a rule without peers and
 * ports opens nothing; one with ports alone is open to all; an empty list of peers selects nothing; a selector without
 * the namespace's label means the policy's own; address blocks never take in pods or nodes.
 * https://docs.cilium.io/en/stable/security/policy/language/
 */
export function ciliumVerdict(policy: KubeObject, pod: Pod, attempt: PeerAttempt, side: Side): Verdict {
  const spec = fields(policy['spec'], ['endpointSelector', 'ingress', 'egress']);
  const namespace = policy.metadata.namespace ?? '';
  const mine = pod.namespace === namespace && endpointMatches(spec['endpointSelector'], pod, namespace);
  const rules = list(spec[side.rules]) ?? [];
  if (!mine || rules.length === 0) return 'none';
  const learned = rules.some((rule) => passesDnsProxy(rule));
  const open = rules.some((rule) => ruleMatches(rule, side, attempt, namespace, learned));
  return open ? 'open' : 'closed';
}

function ruleMatches(
  written: unknown,
  side: Side,
  attempt: PeerAttempt,
  namespace: string,
  learned: boolean,
): boolean {
  const rule = fields(written, ['toPorts', ...(side.peers === 'to' ? egressPeers : ingressPeers)]);
  const peers = (side.peers === 'to' ? egressPeers : ingressPeers).filter((key) => rule[key] !== undefined);
  if (peers.length > 1) throw new Error(`Cilium refuses ${peers.join(' and ')} in one rule`);
  const ports = list(rule['toPorts']);
  if (peers.length === 0 && ports === undefined) return false;
  const other = side.other(attempt);
  const peerOpen = peers.every((key) =>
    (list(rule[key]) ?? []).some((item) => peerMatches(key, item, other, namespace, learned)),
  );
  return peerOpen && portsMatch(ports, attempt);
}

const ingressPeers = ['fromEndpoints', 'fromEntities'];
const egressPeers = ['toEndpoints', 'toEntities', 'toCIDR', 'toFQDNs'];

function peerMatches(key: string, item: unknown, other: Peer, namespace: string, learned: boolean): boolean {
  switch (key) {
    case 'fromEndpoints':
    case 'toEndpoints':
      return other.kind === 'pod' && endpointMatches(item, other, namespace);
    case 'fromEntities':
    case 'toEntities':
      return entityMatches(text(item), other);
    case 'toCIDR':
      return other.kind === 'outside' && contains(text(item), other.address);
    default:
      // Cilium knows the addresses of a name only from answers that passed its DNS proxy.
      return learned && other.kind === 'outside' && nameMatches(item, other.name);
  }
}

/** `*` means any letters of one label here. */
function nameMatches(item: unknown, name: string | undefined): boolean {
  const { matchName, matchPattern } = fields(item, ['matchName', 'matchPattern']);
  if (matchPattern === undefined) return text(matchName) === name;
  const [pattern, labels] = [text(matchPattern).split('.'), name?.split('.') ?? []];
  return (
    pattern.length === labels.length && pattern.every((part, index) => part === '*' || part === labels[index])
  );
}

function entityMatches(entity: string, other: Peer): boolean {
  switch (entity) {
    case 'all':
      return true;
    case 'world':
      return other.kind === 'outside';
    case 'cluster':
      return other.kind !== 'outside';
    case 'ingress':
      return other.kind === 'ingress';
    case 'kube-apiserver':
      return other.kind === 'node' && other.runsApi;
    case 'host':
    case 'remote-node':
      return other.kind === 'node';
    default:
      throw new Error(`the reader does not know entity ${entity}`);
  }
}

function endpointMatches(written: unknown, pod: Pod, namespace: string): boolean {
  const selector = fields(written, ['matchLabels', 'matchExpressions']);
  const named = JSON.stringify(selector).includes(namespaceLabel);
  if (!named && pod.namespace !== namespace) return false;
  return selects(selector, { ...pod.labels, [namespaceLabel]: pod.namespace }, (key) =>
    key.replace(/^(k8s|any):/, ''),
  );
}

function portsMatch(ports: readonly unknown[] | undefined, { port, protocol }: PeerAttempt): boolean {
  if (ports === undefined) return true;
  return ports.some((written) =>
    (list(fields(written, ['ports', 'rules'])['ports']) ?? []).some((item) => {
      const rule = fields(item, ['port', 'endPort', 'protocol']);
      const first = Number(text(rule['port']));
      return inRange(port, first, rule['endPort']) && text(rule['protocol']) === protocol;
    }),
  );
}

function passesDnsProxy(rule: unknown): boolean {
  const ports = list(fields(rule, ['toPorts', ...ingressPeers, ...egressPeers])['toPorts']) ?? [];
  return ports.some((written) => {
    const { rules }: Fields = fields(written, ['ports', 'rules']);
    const names = rules === undefined ? [] : (list(fields(rules, ['dns'])['dns']) ?? []);
    return names.some((name) => fields(name, ['matchPattern'])['matchPattern'] === '*');
  });
}
