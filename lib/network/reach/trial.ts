import type { Transport } from '../firewall/rule';
import { ruleText } from '../firewall/rule-text';
import type { Judgement } from '../policy';
import type { Step, Walk } from '../walk/step';
import { lastWords, stepWords } from '../walk/words';
import type { ReachModel } from './reach-model';
import { missingRule, noGateway } from './stopped';

/** One way in which a connection may go: from one machine to one machine, as policies and packet filters see it there. */
export interface Trial {
  /** Where it goes, to tell it from the others: `from pod-1@ada to pod-1@bob`. */
  readonly where: string;
  /** What is known before the first packet: the Service that is asked. */
  readonly leads: readonly string[];
  readonly egress: () => Judgement;
  readonly then:
    | {
        readonly kind: 'goes';
        readonly walk: () => Walk;
        /** What a Service says of who comes by its load balancer. @default nothing */
        readonly gate?: (walked: Walk) => Judgement | undefined;
        readonly ingress: () => Judgement;
      }
    /** The node that is asked has nothing to pass it on to. */
    | { readonly kind: 'dropped'; readonly reason: string };
}

/** What came of a trial. */
export interface Outcome {
  readonly where: string;
  readonly verdict: Verdict;
  /** What decides, in a sentence without its end. */
  readonly decides: string;
  /** Hop by hop, in order. */
  readonly path: readonly string[];
  readonly missing?: string;
  /** Machines on the way. */
  readonly passed: readonly string[];
  /** How much the way shows: one through a tunnel shows most. */
  readonly isTunnelled: boolean;
  /** The direction in which a policy blocks it. */
  readonly closed?: 'egress' | 'ingress';
}

/** Tries one way: the sender's policies, the machines, the receiver's policies. */
export function outcomeOf(model: ReachModel, trial: Trial): Outcome {
  const { where, leads } = trial;
  const none = { where, passed: [], isTunnelled: false };
  const egress = trial.egress();
  const out = [...leads, policyLine('egress', egress)];
  if (egress.verdict === 'blocked')
    return { ...none, verdict: 'blocked', decides: egress.sentence, path: out, closed: 'egress' };
  const { then } = trial;
  if (then.kind === 'dropped')
    return { ...none, verdict: 'blocked', decides: then.reason, path: [...out, then.reason] };
  const walked = then.walk();
  const { passed } = walked;
  const isTunnelled = walked.steps.some(({ kind }) => kind === 'tunnel');
  const there = { where, passed, isTunnelled };
  const hops = [...out, ...hopLines(walked)];
  const lost = walked.arrives ? undefined : noGateway(model.hosts, walked);
  if (!walked.arrives && lost === undefined) {
    const rule = missingRule(model.hosts, walked);
    return {
      ...there,
      verdict: 'blocked',
      decides: lastWords(walked),
      path: hops,
      ...(rule !== undefined && { missing: ruleText(rule) }),
    };
  }
  const gate = then.gate?.(walked);
  const gated = [...hops, ...(gate === undefined ? [] : [gate.sentence])];
  if (gate?.verdict === 'blocked')
    return { ...there, verdict: 'blocked', decides: gate.sentence, path: gated };
  const ingress = then.ingress();
  const path = [...gated, policyLine('ingress', ingress)];
  if (ingress.verdict === 'blocked')
    return { ...there, verdict: 'blocked', decides: ingress.sentence, path, closed: 'ingress' };
  // The last hop would say that there is no route, which is what is not known.
  if (lost !== undefined) return { ...there, verdict: 'unknown', decides: lost, path: hops.slice(0, -1) };
  const doubt = [egress, gate, ingress].find((one) => one?.verdict === 'unknown');
  return doubt === undefined
    ? { ...there, verdict: 'allowed', decides: opener(egress, ingress, walked), path }
    : { ...there, verdict: 'unknown', decides: doubt.sentence, path };
}

/** What opens a connection: the most particular of what lets it pass. */
function opener(egress: Judgement, ingress: Judgement, { steps }: Walk): string {
  const rule = [ingress, egress].find(({ by }) => by.kind === 'rule');
  if (rule !== undefined) return rule.sentence;
  const decisive = steps.filter((step) => isFilterRule(step) && !step.answer).at(-1);
  return decisive === undefined ? 'nothing known on the way stops it' : stepWords(decisive);
}

function isFilterRule(step: Step): boolean {
  return step.kind === 'rule' && step.chain.type === 'filter' && step.rule !== undefined;
}

function policyLine(direction: string, { sentence }: Judgement): string {
  return `${direction}: ${sentence}`;
}

function hopLines({ steps }: Walk): readonly string[] {
  return steps
    .filter((step) => step.kind !== 'rule' || step.rule !== undefined || isDrop(step))
    .map(stepWords);
}

function isDrop(step: Step): boolean {
  return step.kind === 'rule' && step.rule === undefined && step.chain.policy === 'drop';
}

/** `unknown` where only a running cluster can tell. */
export type Verdict = 'allowed' | 'blocked' | 'unknown';

/** Whether one end reaches another on a port, and what decides. */
export interface Answer {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly transport: Transport;
  readonly verdict: Verdict;
  /** What decides, in a sentence without its end. */
  readonly decides: string;
  /** Hop by hop, in order. */
  readonly path: readonly string[];
  /** What the answer takes for granted. */
  readonly assumes: readonly string[];
  /** The rule that the inventory asks for and that is missing, as nftables writes it. */
  readonly missing?: string;
}
