import { inWords } from '../../../values';
import type { Policy, Quirk, PolicyRule } from '../policy';

/** What the policies say of one end of a connection. The connection stands when both ends allow it. */
export interface Judgement {
  /** `unknown` where only a running cluster can tell. */
  readonly verdict: 'allowed' | 'blocked' | 'unknown';
  readonly by: Decider;
  /** What decides, in a sentence. */
  readonly sentence: string;
}

/** What decides. */
export type Decider =
  /** A rule that allows or denies, or of which only a running cluster can tell whether it does. */
  | {
      readonly kind: 'rule';
      readonly policy: string;
      readonly rule: string;
      readonly text: string;
      /** How the plugin opens this though the policy does not say so. @default the policy says so */
      readonly quirk?: Quirk;
    }
  /** Policies that close the direction, while no rule of any opens this. */
  | { readonly kind: 'closed'; readonly policies: readonly string[] }
  /** No policy closes the direction. */
  | { readonly kind: 'open' }
  /** It is not up to policies. */
  | { readonly kind: 'given' }
  /** Whether the pod runs on this node. */
  | { readonly kind: 'node'; readonly node: string }
  /** Policies of kinds that are not read here, which may decide otherwise. */
  | { readonly kind: 'unread'; readonly policies: readonly string[] };

export type DirectionName = 'ingress' | 'egress';

/** A rule that matches. */
export function byRule(policy: Policy, rule: PolicyRule, verdict: 'allowed' | 'blocked'): Judgement {
  return ruleJudgement(policy, rule, verdict, verdict === 'allowed' ? 'allows it' : 'denies it');
}

/** A rule that may match. */
export function byDoubtfulRule(
  policy: Policy,
  rule: PolicyRule,
  does: 'allow' | 'deny',
  reason: string,
): Judgement {
  return ruleJudgement(policy, rule, 'unknown', `may ${does} it (${reason})`);
}

function ruleJudgement(
  policy: Policy,
  rule: PolicyRule,
  verdict: Judgement['verdict'],
  does: string,
): Judgement {
  return {
    verdict,
    by: {
      kind: 'rule',
      policy: policy.name,
      rule: rule.at,
      text: rule.text,
      ...(rule.quirk !== undefined && { quirk: rule.quirk }),
    },
    sentence: `${rule.at} of ${policy.kind} ${policy.name} ${does}: ${rule.text}${quirkText(rule)}`,
  };
}

function quirkText({ quirk }: PolicyRule): string {
  return quirk === undefined ? '' : `; this is more than the policy says, since ${quirk.why}`;
}

/** Nothing matches where policies close the direction, or may do so. */
export function byClosing(policies: readonly Policy[], direction: DirectionName, doubt?: string): Judgement {
  const names = [...new Set(policies.map(({ name }) => name))];
  const close = names.length === 1 ? 'closes' : 'close';
  return {
    verdict: doubt === undefined ? 'blocked' : 'unknown',
    by: { kind: 'closed', policies: names },
    sentence:
      doubt === undefined
        ? `${inWords(names)} ${close} ${direction}, and no rule allows this`
        : `${inWords(names)} may close ${direction} (${doubt}), and no rule allows this`,
  };
}

/** Nothing matches where no policy closes the direction. */
export function byNobody(direction: DirectionName): Judgement {
  return { verdict: 'allowed', by: { kind: 'open' }, sentence: `no policy closes ${direction}` };
}

/** What no policy has a say in. */
export function given(sentence: string): Judgement {
  return { verdict: 'allowed', by: { kind: 'given' }, sentence };
}

/** Two judgements of which one holds, as the pod runs on a node or does not. */
export function byPlace(node: string, near: Judgement, far: Judgement): Judgement {
  if (near.verdict === far.verdict || far.verdict === 'unknown') return far;
  if (near.verdict === 'unknown') return near;
  return {
    verdict: 'unknown',
    by: { kind: 'node', node },
    sentence: `${near.verdict} if the pod runs on ${node} (${near.sentence}), else ${far.verdict} (${far.sentence})`,
  };
}

/** What is not known because of policies that are not read here. */
export function byUnread(policies: readonly string[], known: Judgement): Judgement {
  return {
    verdict: 'unknown',
    by: { kind: 'unread', policies },
    sentence: `not read: ${inWords(policies)}, which may decide otherwise; without ${policies.length === 1 ? 'it' : 'them'}, ${known.sentence}`,
  };
}
