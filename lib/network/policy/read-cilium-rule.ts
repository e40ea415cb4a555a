import type { Report } from '../../values';
import { checkCiliumRule } from './check-cilium-rule';
import { itemsOf, type Part, readWhole } from './part';
import { everyPort, type Rule, type RulePeer } from './policy';
import { ciliumPeers, type WrittenRule } from './read-cilium-peers';
import { ciliumPorts } from './read-cilium-ports';
import { ruleText } from './rule-text';
import type { Service } from './services';
import { ciliumRuleShapes } from './shapes';

/** What of a policy its rules depend on. */
export interface RuleFrame {
  /** @default one of the whole cluster */
  readonly namespace?: string;
  /** What rule places begin with: `specs[1].`, or nothing. */
  readonly prefix: string;
  readonly services: readonly Service[];
  /** Whether the policy is one for nodes. */
  readonly ofNodes: boolean;
}

type ListName = keyof typeof ciliumRuleShapes;

/** Reads the rules of one list of a Cilium policy. */
export function ciliumRules(key: ListName, frame: RuleFrame, spec: Part): readonly Rule[] {
  const items = itemsOf(spec, key);
  if (items === 'unreadable') return [unclearRule(key, `${frame.prefix}${key}`)];
  return (items ?? []).map((item, index) => rule(key, `${frame.prefix}${key}[${index}]`, frame, item));
}

function rule(key: ListName, at: string, frame: RuleFrame, part: Part): Rule {
  const written = writtenRule(key, frame, part);
  if (written === undefined) return unclearRule(key, at);
  const peers = ciliumPeers(written, frame, part);
  const ports = ciliumPorts(written);
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

function unclearRule(key: ListName, at: string): Rule {
  const peers: RulePeer[] = [{ kind: 'unclear', reason: 'the rule cannot be read' }];
  return { at, text: ruleText(wayOf(key), peers, [everyPort]), peers, ports: [everyPort] };
}
