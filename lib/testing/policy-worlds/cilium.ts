import type { KubeObject } from '../../component';
import { contains, fields, type Fields, list, text } from '../document';
import type { Cluster, End, Sender, Try } from './end';
import { expressionFits, pairs, seenLabels } from './kubernetes';
import { isSince119 } from './version';
import type { Choose } from './worlds';

/** What one policy of Cilium says to one end in one world. */
export interface CiliumAnswer {
  readonly closes: boolean;
  readonly opens: boolean;
  readonly denies: boolean;
}

/** The end that is asked, the one beyond, and whether they are on one node. */
export interface CiliumScene {
  readonly self: End;
  readonly other: Sender;
  readonly attempt: Try<Sender>;
  readonly direction: 'ingress' | 'egress';
  readonly sameNode: boolean;
  readonly cluster: Cluster;
  readonly choose: Choose;
  /** Whether a rule for the asked end sends the look-ups of a name through the DNS proxy. */
  readonly isLookedUp: (name: string) => boolean;
}

const specFields = [
  'endpointSelector',
  'nodeSelector',
  'ingress',
  'ingressDeny',
  'egress',
  'egressDeny',
  'enableDefaultDeny',
];
const ruleFields = [
  'fromEndpoints',
  'fromEntities',
  'fromCIDR',
  'fromCIDRSet',
  'toEndpoints',
  'toEntities',
  'toCIDR',
  'toCIDRSet',
  'toFQDNs',
  'toPorts',
  'icmps',
];

/**
 * The specs of a policy that select an end, straight from the manifest and from Cilium's pages:
 * https://docs.cilium.io/en/stable/security/policy/
 */
export function specsFor(policy: KubeObject, self: End, cluster: Cluster): readonly Fields[] {
  const written = policy['spec'] === undefined ? [] : [policy['spec']];
  const found: Fields[] = [];
  for (const one of [...written, ...(list(policy['specs']) ?? [])]) {
    const spec = fields(one, specFields);
    if (self.kind === 'node') {
      if (spec['nodeSelector'] === undefined || !cluster.hostFirewall) continue;
      const labels = Object.entries(self.labels).map(([key, value]) => `k8s:${key}=${value}`);
      if (tagsFit(spec['nodeSelector'], labels, [])) found.push(spec);
    } else if (self.kind === 'pod' && spec['endpointSelector'] !== undefined) {
      const own = policy.metadata.namespace;
      if (own !== undefined && own !== self.namespace) continue;
      if (tagsFit(spec['endpointSelector'], tagsOf(self, false, cluster), [])) found.push(spec);
    }
  }
  return found;
}

/** What one spec that selects an end says. */
export function askSpec(spec: Fields, namespace: string | undefined, scene: CiliumScene): CiliumAnswer {
  const rules = list(spec[scene.direction]) ?? [];
  const denials = list(spec[`${scene.direction}Deny`]) ?? [];
  const posture =
    spec['enableDefaultDeny'] === undefined ? {} : fields(spec['enableDefaultDeny'], ['ingress', 'egress']);
  let [opens, denies] = [false, false];
  for (const rule of rules) if (ruleFits(fields(rule, ruleFields), namespace, scene)) opens = true;
  for (const rule of denials) if (ruleFits(fields(rule, ruleFields), namespace, scene)) denies = true;
  return { closes: rules.length + denials.length > 0 && posture[scene.direction] !== false, opens, denies };
}

function ruleFits(rule: Fields, namespace: string | undefined, scene: CiliumScene): boolean {
  const keys = Object.keys(rule).filter((key) => key !== 'toPorts' && key !== 'icmps');
  const ports = list(rule['toPorts']) ?? [];
  const icmps = list(rule['icmps']) ?? [];
  if (keys.length === 0 && ports.length === 0 && icmps.length === 0) return false;
  if (icmps.length > 0) return false;
  let peerFits = keys.length === 0;
  for (const key of keys)
    for (const item of list(rule[key]) ?? []) if (peerIs(key, item, namespace, scene)) peerFits = true;
  if (!peerFits) return false;
  if (ports.length === 0) return true;
  for (const [index, port] of ports.entries())
    if (portIs(port, `${JSON.stringify(rule)}${index}`, scene)) return true;
  return false;
}

function portIs(written: unknown, id: string, { attempt, choose }: CiliumScene): boolean {
  const { ports, rules } = fields(written, ['ports', 'rules']);
  let fits = false;
  for (const item of list(ports) ?? []) {
    const { port, endPort, protocol } = fields(item, ['port', 'endPort', 'protocol']);
    const kind = protocol ?? 'ANY';
    if (kind !== 'ANY' && kind !== attempt.transport.toUpperCase()) continue;
    const number = Number(text(port));
    if (Number.isNaN(number)) {
      if (attempt.to.kind === 'pod')
        for (const named of attempt.to.ports)
          if (named.name === port && named.port === attempt.port && named.transport === attempt.transport)
            fits = true;
    } else if (number === 0) fits = true;
    else if (attempt.port >= number && attempt.port <= (typeof endPort === 'number' ? endPort : number))
      fits = true;
  }
  if (!fits || rules === undefined) return fits;
  const { http } = fields(rules, ['http', 'dns']);
  return http === undefined || choose(`request passes ${id}`, [true, false]);
}

function peerIs(key: string, item: unknown, namespace: string | undefined, scene: CiliumScene): boolean {
  const { other, sameNode, cluster, choose } = scene;
  const tags = tagsOf(other, sameNode, cluster);
  switch (key) {
    case 'fromEndpoints':
    case 'toEndpoints': {
      const keysThere = JSON.stringify(item);
      const extra: string[] = [];
      if (!keysThere.includes('"reserved:') && !keysThere.includes('"reserved.')) {
        if (!keysThere.includes('io.kubernetes.pod.namespace')) {
          if (namespace === undefined) extra.push('k8s:io.kubernetes.pod.namespace');
          else if (!keysThere.includes('io.cilium.k8s.namespace.labels'))
            extra.push(`k8s:io.kubernetes.pod.namespace=${namespace}`);
        }
        // 1.19 adds the cluster's name by itself, which only pods have.
        if (other.kind !== 'pod' && tagsFit(item, tags, extra) && isSince119(cluster, choose)) return false;
      }
      return tagsFit(item, tags, extra);
    }
    case 'fromEntities':
    case 'toEntities':
      if (item === 'all') return true;
      if (item === 'cluster') return other.kind !== 'address';
      return tags.includes(`reserved:${text(item)}=`);
    case 'fromCIDR':
    case 'toCIDR':
      return other.kind === 'address' && contains(text(item), other.address);
    case 'fromCIDRSet':
    case 'toCIDRSet': {
      const { cidr, except } = fields(item, ['cidr', 'except']);
      if (other.kind !== 'address' || !contains(text(cidr), other.address)) return false;
      for (const hole of list(except) ?? []) if (contains(text(hole), other.address)) return false;
      return true;
    }
    case 'toFQDNs': {
      if (other.kind !== 'address') return false;
      if (other.name === undefined)
        return choose(`the address is one of ${JSON.stringify(item)}`, [true, false]);
      if (!nameFits(item, other.name, isSince119(cluster, choose))) return false;
      return scene.isLookedUp(other.name) || choose(`somebody looked ${other.name} up`, [true, false]);
    }
    default:
      throw new Error(`the reader does not know ${key}`);
  }
}

/** Whether a name fits `matchName` or `matchPattern`, label by label. */
export function nameFits(written: unknown, name: string, since119: boolean): boolean {
  const { matchName, matchPattern } = fields(written, ['matchName', 'matchPattern']);
  if (matchName !== undefined) return matchName === name;
  const pattern = text(matchPattern);
  if (pattern === '*') return true;
  const [labels, wanted] = [name.split('.').reverse(), pattern.split('.').reverse()];
  for (const [index, one] of wanted.entries()) {
    if (one === '**' && index === wanted.length - 1)
      return since119 ? labels.length >= wanted.length : labels.length === wanted.length;
    const label = labels[index];
    if (label === undefined) return false;
    const [before = '', after] = one.split('*');
    if (
      after === undefined
        ? label !== one
        : !(label.startsWith(before) && label.endsWith(after) && label.length >= before.length + after.length)
    )
      return false;
  }
  return labels.length === wanted.length;
}

/** Everything that Cilium knows of an end, each as `source:key=value`. */
function tagsOf(end: Sender, sameNode: boolean, cluster: Cluster): readonly string[] {
  switch (end.kind) {
    case 'pod': {
      const tags = Object.entries(seenLabels(end.labels, cluster)).map(
        ([key, value]) => `k8s:${key}=${value}`,
      );
      const namespace = { ...end.namespaceLabels, 'kubernetes.io/metadata.name': end.namespace };
      for (const [key, value] of Object.entries(namespace))
        tags.push(`k8s:io.cilium.k8s.namespace.labels.${key}=${value}`);
      return [...tags, `k8s:io.kubernetes.pod.namespace=${end.namespace}`];
    }
    case 'node':
      return [
        sameNode ? 'reserved:host=' : 'reserved:remote-node=',
        ...(end.role === 'server' ? ['reserved:kube-apiserver='] : []),
      ];
    case 'address':
      return ['reserved:world='];
    case 'proxy':
      return ['reserved:ingress='];
  }
}

function tagsFit(written: unknown, tags: readonly string[], extra: readonly string[]): boolean {
  const selector = fields(written, ['matchLabels', 'matchExpressions']);
  for (const [key, value] of Object.entries(pairs(selector['matchLabels'])))
    if (valueAt(key, tags) !== value) return false;
  for (const item of list(selector['matchExpressions']) ?? []) {
    const { key, operator, values } = fields(item, ['key', 'operator', 'values']);
    if (!expressionFits(valueAt(text(key), tags), text(operator), list(values) ?? [])) return false;
  }
  for (const one of extra) if (!tags.some((tag) => tag === one || tag.startsWith(`${one}=`))) return false;
  return true;
}

function valueAt(key: string, tags: readonly string[]): string | undefined {
  const wanted = key.includes(':') ? key : `any:${key}`;
  for (const tag of tags) {
    const [name = '', value] = tag.split('=');
    if (name === wanted || name.replace(/^[a-z0-9]+:/, 'any:') === wanted) return value;
  }
  return undefined;
}
