import type { Report } from '../../../../values';
import { everyPort, type PolicyRule, type RulePeer, ruleText } from '../../../policy/policy';
import { itemsOf, type Part, readWhole } from '../../../policy/read/part';
import { checkSelector } from '../../../policy/read/selector';
import { withoutSource } from './labels';
import { checkNames } from './names';
import { ciliumPeers, type WrittenRule } from './peers';
import { checkCiliumPorts, ciliumPorts, type RuleKind } from './ports';
import type { Service } from './services';
import { ciliumRuleShapes } from './shapes';

/** What of a policy its rules depend on. */
export interface RuleFrame {
  /** @default one of the whole cluster */
  readonly namespace?: string;
  /** What rule places begin with: `specs[1].`, or nothing. */
  readonly prefix: string;
  readonly services: readonly Service[];
  /** Version of Cilium. @default not known */
  readonly version?: string;
  /** Whether the policy is one for nodes. */
  readonly ofNodes: boolean;
}

type ListName = keyof typeof ciliumRuleShapes;

/** Reads the rules of one list of a Cilium policy. */
export function ciliumRules(key: ListName, frame: RuleFrame, spec: Part): readonly PolicyRule[] {
  const items = itemsOf(spec, key);
  if (items === 'unreadable') return [unclearRule(key, `${frame.prefix}${key}`)];
  return (items ?? []).map((item, index) => rule(key, `${frame.prefix}${key}[${index}]`, frame, item));
}

function rule(key: ListName, at: string, frame: RuleFrame, part: Part): PolicyRule {
  const written = writtenRule(key, frame, part);
  if (written === undefined) return unclearRule(key, at);
  const peers = ciliumPeers(written, frame, part);
  const ports = ciliumPorts(written, frame.version);
  const { authentication } = written;
  return {
    at,
    text: ruleText(wayOf(key), peers, ports),
    peers,
    ports,
    ...(authentication !== undefined &&
      authentication.mode !== 'disabled' && { doubt: 'it wants both ends to prove who they are' }),
  };
}

function writtenRule(key: ListName, { ofNodes }: RuleFrame, part: Part): WrittenRule | undefined {
  const check = (value: WrittenRule, report: Report) => {
    checkCiliumRule(value, { way: wayOf(key), ofNodes }, part.at, report);
  };
  switch (key) {
    case 'ingress':
      return readWhole(ciliumRuleShapes.ingress, part, check);
    case 'ingressDeny':
      return readWhole(ciliumRuleShapes.ingressDeny, part, check);
    case 'egress':
      return readWhole(ciliumRuleShapes.egress, part, check);
    case 'egressDeny':
      return readWhole(ciliumRuleShapes.egressDeny, part, check);
  }
}

function wayOf(key: ListName): 'ingress' | 'egress' {
  return key === 'ingress' || key === 'ingressDeny' ? 'ingress' : 'egress';
}

function unclearRule(key: ListName, at: string): PolicyRule {
  const peers: RulePeer[] = [{ kind: 'unclear', reason: 'the rule cannot be read' }];
  return { at, text: ruleText(wayOf(key), peers, [everyPort]), peers, ports: [everyPort] };
}

/**
 * Reports what Cilium refuses in a rule, beside what follows from its peers.
 * https://github.com/cilium/cilium at v1.17.0 and v1.20.2, pkg/policy/api/rule_validation.go
 */
export function checkCiliumRule(written: WrittenRule, kind: RuleKind, at: string, report: Report): void {
  const { toPorts = [], icmps = [], toFQDNs = [] } = written;
  if (toPorts.length > 0 && icmps.length > 0)
    report({ at, reason: 'has toPorts and icmps', next: 'make a rule of each' });
  for (const [index, { fields }] of icmps.entries())
    if (fields.length > 40)
      report({
        at: `${at}.icmps[${index}].fields`,
        reason: `holds ${fields.length} types, and 40 are the most`,
        next: 'make two rules of it',
      });
  for (const [index, ports] of toPorts.entries())
    checkCiliumPorts(ports, kind, `${at}.toPorts[${index}]`, report);
  checkNames(toFQDNs, `${at}.toFQDNs`, report);
  for (const key of ['fromEndpoints', 'toEndpoints'] as const)
    for (const [index, selector] of (written[key] ?? []).entries())
      checkSelector(selector, `${at}.${key}[${index}]`, report, withoutSource);
  for (const key of ['fromCIDRSet', 'toCIDRSet'] as const)
    for (const [index, { cidr, cidrGroupRef, cidrGroupSelector }] of (written[key] ?? []).entries())
      if ([cidr, cidrGroupRef, cidrGroupSelector].filter((one) => one !== undefined).length !== 1)
        report({
          at: `${at}.${key}[${index}]`,
          reason: 'does not have exactly one of cidr, cidrGroupRef and cidrGroupSelector',
          next: 'write one of them, and another entry for each other',
        });
}
