import { isRecord, type Report, shown } from '../../values';
import { ciliumLabel, withoutSource } from './cilium-labels';
import { itemsOf, type Part, partOf, readWhole } from './part';
import { type Direction, everyPort, type Policy, type Rule, type RulePeer } from './policy';
import { ciliumPeers, type WrittenRule } from './read-cilium-peers';
import { checkCiliumPorts, ciliumPorts } from './read-cilium-ports';
import { checkSelector, requirementsOf } from './read-selector';
import { ruleText } from './rule-text';
import { type Selector, unclearSelector } from './selector';
import type { Service } from './services';
import { ciliumRuleShapes, defaultDenyShape, selectorShape } from './shapes';

/** What a Cilium policy is beside its spec. */
export interface CiliumFrame {
  readonly kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';
  readonly name: string;
  /** @default one of the whole cluster */
  readonly namespace?: string;
  /** What rule places begin with: `specs[1].`, or nothing. */
  readonly prefix: string;
  readonly services: readonly Service[];
}

const known = [
  'description',
  'labels',
  'log',
  'endpointSelector',
  'nodeSelector',
  'enableDefaultDeny',
  'ingress',
  'ingressDeny',
  'egress',
  'egressDeny',
];

/**
 * Reads one spec of a Cilium policy.
 * https://docs.cilium.io/en/stable/security/policy/
 */
export function readCiliumSpec(frame: CiliumFrame, spec: Part): Policy {
  const { kind, name, namespace } = frame;
  const written = isRecord(spec.value) ? spec.value : {};
  for (const key of Object.keys(written))
    if (!known.includes(key))
      spec.report({ at: `${spec.at}.${key}`, reason: 'is unknown', next: `use ${known.join(', ')}` });
  const subject = written['nodeSelector'] === undefined ? 'pods' : 'nodes';
  const isRight = checkSubject(written, frame, spec);
  return {
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    subject,
    selector: isRight ? subjectSelector(subject, frame, spec) : unclearSelector('Cilium refuses it'),
    ingress: direction('ingress', frame, spec),
    egress: direction('egress', frame, spec),
  };
}

/** Reports what Cilium refuses in what a policy is for. */
function checkSubject(
  { endpointSelector, nodeSelector }: Readonly<Record<string, unknown>>,
  { namespace }: CiliumFrame,
  { value, at, report }: Part,
): boolean {
  if (!isRecord(value)) report({ at, reason: `found ${shown(value)}`, next: 'expected a spec' });
  else if (endpointSelector === undefined && nodeSelector === undefined)
    report({ at, reason: 'selects nothing', next: 'write endpointSelector; {} selects every pod' });
  else if (endpointSelector !== undefined && nodeSelector !== undefined)
    report({ at, reason: 'has endpointSelector and nodeSelector', next: 'make two policies of it' });
  else if (nodeSelector !== undefined && namespace !== undefined)
    report({
      at: `${at}.nodeSelector`,
      reason: 'stands in a policy of one namespace',
      next: 'make it a CiliumClusterwideNetworkPolicy',
    });
  else return true;
  return false;
}

function subjectSelector(subject: 'pods' | 'nodes', { namespace }: CiliumFrame, spec: Part): Selector {
  const part = partOf(spec, subject === 'pods' ? 'endpointSelector' : 'nodeSelector');
  const written = readWhole(selectorShape, part, (value, report) => {
    checkSelector(value, part.at, report, withoutSource);
  });
  if (written === undefined) return unclearSelector('its selector cannot be read');
  const read = requirementsOf(written, (key) => (subject === 'nodes' ? nodeLabel(key) : ciliumLabel(key)));
  const isForeign = read.some(
    ({ label, operator, values }) =>
      label.on === 'namespace-name' && operator === 'In' && !values.includes(namespace ?? ''),
  );
  if (namespace === undefined || !isForeign) return read;
  // Cilium warns, and then selects the own namespace's pods or none, as the key is written.
  part.report({
    at: part.at,
    reason: 'names another namespace',
    next: `put the policy there, or name ${namespace}`,
  });
  return unclearSelector('its selector names another namespace than its own');
}

function nodeLabel(key: string): ReturnType<typeof ciliumLabel> {
  const label = ciliumLabel(key);
  return label.on === 'pod' ? { on: 'node', key: label.key } : label;
}

function direction(name: 'ingress' | 'egress', frame: CiliumFrame, spec: Part): Direction {
  const allows = rules(name, name, frame, spec);
  const denies = rules(name, `${name}Deny`, frame, spec);
  // One rule is enough, be it an empty one or one that denies. An empty list is as good as none.
  const closes = allows.length + denies.length > 0 && enablesDefaultDeny(name, spec);
  return { closes, allows, denies };
}

/** https://docs.cilium.io/en/stable/security/policy/intro/#endpoint-default-policy */
function enablesDefaultDeny(name: 'ingress' | 'egress', spec: Part): boolean {
  const part = partOf(spec, 'enableDefaultDeny');
  const written = part.value === undefined ? undefined : readWhole(defaultDenyShape, part);
  return written?.[name] !== false;
}

function rules(name: 'ingress' | 'egress', key: string, frame: CiliumFrame, spec: Part): readonly Rule[] {
  const items = itemsOf(spec, key);
  if (items === 'unreadable') return [unclearRule(name, `${frame.prefix}${key}`)];
  return (items ?? []).map((item, index) => rule(name, `${frame.prefix}${key}[${index}]`, frame, item));
}

function rule(name: 'ingress' | 'egress', at: string, frame: CiliumFrame, part: Part): Rule {
  const written =
    name === 'ingress'
      ? readWhole(ciliumRuleShapes.ingress, part, (value, report) => {
          checkRule(value, part.at, report);
        })
      : readWhole(ciliumRuleShapes.egress, part, (value, report) => {
          checkRule(value, part.at, report);
        });
  if (written === undefined) return unclearRule(name, at);
  const peers = ciliumPeers(written, frame, part);
  const ports = ciliumPorts(written);
  const { authentication } = written;
  return {
    at,
    text: ruleText(name, peers, ports),
    peers,
    ports,
    ...(authentication !== undefined &&
      authentication.mode !== 'disabled' && { doubt: 'it wants both ends to prove who they are' }),
  };
}

function checkRule(written: WrittenRule, at: string, report: Report): void {
  checkCiliumPorts(written, at, report);
  for (const [key, selectors] of [
    ['fromEndpoints', written.fromEndpoints],
    ['toEndpoints', written.toEndpoints],
  ] as const)
    for (const [index, selector] of (selectors ?? []).entries())
      checkSelector(selector, `${at}.${key}[${index}]`, report, withoutSource);
}

function unclearRule(name: 'ingress' | 'egress', at: string): Rule {
  const peers: RulePeer[] = [{ kind: 'unclear', reason: 'the rule cannot be read' }];
  return { at, text: ruleText(name, peers, [everyPort]), peers, ports: [everyPort] };
}
