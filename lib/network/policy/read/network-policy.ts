import * as v from 'valibot';
import { isRecord, type Report, shown } from '../../../values';
import { itemsOf, type Part, partOf, readWhole } from './part';
import {
  type Direction,
  everyPort,
  type Policy,
  type PolicyRule,
  type RulePeer,
  type RulePort,
} from '../policy';
import { readBlock } from './block';
import { checkPort, rulePort } from './port';
import { checkSelector, requirementsOf, selectorShape } from './selector';
import { ruleText } from '../policy';
import { inAnyNamespace, inNamespace, type Selector, unclearSelector } from '../selector';

/** Ports of a NetworkPolicy's rule. */
const portShape = v.strictObject({
  protocol: v.exactOptional(v.picklist(['TCP', 'UDP', 'SCTP']), 'TCP'),
  port: v.exactOptional(v.union([v.number(), v.string()])),
  endPort: v.exactOptional(v.number()),
});

/** A peer of a NetworkPolicy's rule. */
const peerShape = v.strictObject({
  podSelector: v.exactOptional(selectorShape),
  namespaceSelector: v.exactOptional(selectorShape),
  ipBlock: v.exactOptional(
    v.strictObject({ cidr: v.string(), except: v.exactOptional(v.array(v.string()), []) }),
  ),
});

/**
 * Reads a NetworkPolicy, as its API reference has it.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function readNetworkPolicy(name: string, namespace: string, spec: Part): Policy {
  const types = policyTypes(spec);
  return {
    kind: 'NetworkPolicy',
    name,
    namespace,
    subject: 'pods',
    selector: podSelector(spec),
    ingress: direction('ingress', types.includes('Ingress'), namespace, spec),
    egress: direction('egress', types.includes('Egress'), namespace, spec),
  };
}

const known = ['podSelector', 'policyTypes', 'ingress', 'egress'];

/** Without `policyTypes`, every policy is one of ingress, and one with an egress section is one of egress as well. */
function policyTypes({ value, at, report }: Part): readonly unknown[] {
  const written = isRecord(value) ? value : {};
  for (const key of Object.keys(written))
    if (!known.includes(key))
      report({ at: `${at}.${key}`, reason: 'is unknown', next: `use ${known.join(', ')}` });
  const { policyTypes: types, egress } = written;
  if (Array.isArray(types) && types.length > 0) {
    const list: readonly unknown[] = types;
    const wrong = list.find((type) => type !== 'Ingress' && type !== 'Egress');
    if (wrong !== undefined)
      report({
        at: `${at}.policyTypes`,
        reason: `${shown(wrong)} is not a type`,
        next: 'use Ingress, Egress',
      });
    if (list.length > 2)
      report({ at: `${at}.policyTypes`, reason: `holds ${list.length} types`, next: 'write each type once' });
    return list;
  }
  if (types !== undefined && !Array.isArray(types))
    report({ at: `${at}.policyTypes`, reason: `found ${shown(types)}`, next: 'expected a list' });
  const none = egress === undefined || (Array.isArray(egress) && egress.length === 0);
  return none ? ['Ingress'] : ['Ingress', 'Egress'];
}

function podSelector(spec: Part): Selector {
  if (!isRecord(spec.value)) {
    spec.report({ at: spec.at, reason: `found ${shown(spec.value)}`, next: 'expected a spec' });
    return unclearSelector('it cannot be read');
  }
  const part = partOf(spec, 'podSelector');
  // The API server takes a missing one as empty: all pods of the namespace.
  const written = readWhole(selectorShape, { ...part, value: part.value ?? {} }, (value, report) => {
    checkSelector(value, part.at, report);
  });
  return written === undefined
    ? unclearSelector('its podSelector cannot be read')
    : requirementsOf(written, (key) => ({ on: 'pod', key }));
}

function direction(name: 'ingress' | 'egress', closes: boolean, namespace: string, spec: Part): Direction {
  const items = itemsOf(spec, name);
  const allows =
    items === 'unreadable'
      ? [unclearRule(name, name)]
      : (items ?? []).map((item, index) => rule(name, `${name}[${index}]`, namespace, item));
  return { closes, allows, denies: [] };
}

function rule(name: 'ingress' | 'egress', at: string, namespace: string, part: Part): PolicyRule {
  const key = name === 'ingress' ? 'from' : 'to';
  const strange = isRecord(part.value)
    ? Object.keys(part.value).filter((other) => other !== key && other !== 'ports')
    : [];
  for (const other of strange)
    part.report({ at: `${part.at}.${other}`, reason: 'is unknown', next: `use ${key}, ports` });
  const peers = itemsOf(part, key);
  const ports = itemsOf(part, 'ports');
  if (!isRecord(part.value))
    part.report({ at: part.at, reason: `found ${shown(part.value)}`, next: 'expected a rule' });
  if (!isRecord(part.value) || strange.length > 0 || peers === 'unreadable' || ports === 'unreadable')
    return unclearRule(name, at);
  // An empty list is as good as none: no restriction.
  const read = {
    peers:
      peers === undefined || peers.length === 0
        ? [{ kind: 'everyone' as const }]
        : peers.map((item) => peer(namespace, item)),
    ports: ports === undefined || ports.length === 0 ? [everyPort] : ports.map(port),
  };
  return { at, text: ruleText(name, read.peers, read.ports), ...read };
}

function unclearRule(name: 'ingress' | 'egress', at: string): PolicyRule {
  const peers: RulePeer[] = [{ kind: 'unclear', reason: 'the rule cannot be read' }];
  return { at, text: ruleText(name, peers, [everyPort]), peers, ports: [everyPort] };
}

function port(part: Part): RulePort {
  const written = readWhole(portShape, part, (value, report) => {
    checkPort(value, part.at, report);
  });
  return written === undefined ? { ...everyPort, doubt: 'a port cannot be read' } : rulePort(written);
}

type WrittenPeer = v.InferOutput<typeof peerShape>;

function peer(namespace: string, part: Part): RulePeer {
  const unclear: RulePeer = { kind: 'unclear', reason: 'a peer cannot be read' };
  const written = readWhole(peerShape, part, (value, report) => {
    checkPeer(value, part.at, report);
  });
  if (written === undefined) return unclear;
  const { ipBlock } = written;
  if (ipBlock !== undefined)
    return readBlock(ipBlock, 'smaller', `${part.at}.ipBlock`, part.report, part.report);
  const { podSelector: pods = {}, namespaceSelector: namespaces } = written;
  const where =
    namespaces === undefined
      ? [inNamespace(namespace)]
      : requirementsOf(namespaces, (key) => ({ on: 'namespace', key }));
  return {
    kind: 'selected',
    selector: [
      ...requirementsOf(pods, (key) => ({ on: 'pod', key })),
      ...(where.length === 0 ? [inAnyNamespace] : where),
    ],
  };
}

function checkPeer(
  { podSelector: pods, namespaceSelector: namespaces, ipBlock }: WrittenPeer,
  at: string,
  report: Report,
): void {
  checkSelector(pods, `${at}.podSelector`, report);
  checkSelector(namespaces, `${at}.namespaceSelector`, report);
  const selects = pods !== undefined || namespaces !== undefined;
  if (selects && ipBlock !== undefined)
    report({ at, reason: 'has an ipBlock beside a selector', next: 'make two peers of it' });
  if (!selects && ipBlock === undefined)
    report({ at, reason: 'names no peer', next: 'write podSelector, namespaceSelector or ipBlock' });
}
