import type { Ipv4 } from '../../values';
import type { Transport } from '../firewall/rule';
import { ruleText } from '../firewall/rule-text';
import type { Judgement } from '../policy';
import type { Machine } from '../scene/scene';
import { walk } from '../walk/walk';
import type { Step, Walk } from '../walk/step';
import { lastWords, stepWords } from '../walk/words';
import type { End } from './end';
import { missingRule } from './missing-rule';
import type { ReachModel } from './reach-model';

/** Whether one end reaches another on a port, and what decides. */
export interface Answer {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly transport: Transport;
  /** `unknown` where only a running cluster can tell. */
  readonly verdict: 'allowed' | 'blocked' | 'unknown';
  /** What decides, in a sentence without its end. */
  readonly decides: string;
  /** Hop by hop, in order. */
  readonly path: readonly string[];
  /** The rule that the inventory asks for and that is not there, as nftables writes it. */
  readonly missing?: string;
}

/** Answers whether one end reaches another: from each place where the one may be to each of the other; the worst counts. */
export function reach(model: ReachModel, from: End, to: End, port: number, transport: Transport): Answer {
  const about = { from: from.name, to: to.name, port, transport };
  const egress = model.judge.egress(from.peer, to.peer, port, transport);
  if (egress.verdict === 'blocked') return { ...about, ...stopped(egress, 'egress', []) };
  const walks = walksBetween(model, from, to, port, transport);
  const closed = walks.find(({ arrives }) => !arrives);
  const shown = closed ?? walks.find(({ steps }) => steps.some(({ kind }) => kind === 'tunnel')) ?? walks[0];
  const hops = [policyLine('egress', egress), ...(shown === undefined ? [] : hopLines(shown))];
  if (closed !== undefined) {
    const rule = missingRule(model.hosts, closed);
    return {
      ...about,
      verdict: 'blocked',
      decides: lastWords(closed),
      path: hops,
      ...(rule !== undefined && { missing: ruleText(rule) }),
    };
  }
  const ingress = model.judge.ingress(from.peer, to.peer, port, transport);
  if (ingress.verdict === 'blocked') return { ...about, ...stopped(ingress, 'ingress', hops) };
  const path = [...hops, policyLine('ingress', ingress)];
  const doubt = [egress, ingress].find(({ verdict }) => verdict === 'unknown');
  if (doubt !== undefined) return { ...about, verdict: 'unknown', decides: doubt.sentence, path };
  return { ...about, verdict: 'allowed', decides: opener(egress, ingress, shown), path };
}

function stopped(
  judgement: Judgement,
  direction: string,
  hops: readonly string[],
): Pick<Answer, 'verdict' | 'decides' | 'path'> {
  return {
    verdict: 'blocked',
    decides: judgement.sentence,
    path: [...hops, policyLine(direction, judgement)],
  };
}

function walksBetween(
  { hosts }: ReachModel,
  from: End,
  to: End,
  port: number,
  transport: Transport,
): readonly Walk[] {
  return from.places.flatMap(([start]) =>
    to.places.flatMap(([first, second]) => {
      const target = first === start ? second : first;
      const address = to.calls ?? addressFor(target, start);
      return address === undefined
        ? []
        : [walk(hosts.ground, { from: start.name, to: address, transport, port })];
    }),
  );
}

/** The address by which a machine is called: one on a wire that both share, or its first. */
export function addressFor({ interfaces }: Machine, from: Machine): Ipv4 | undefined {
  const wires = new Set(from.interfaces.map(({ wire }) => wire));
  return (interfaces.find(({ wire }) => wires.has(wire)) ?? interfaces[0])?.address;
}

/** What opens a connection: the most particular of what lets it through. */
function opener(egress: Judgement, ingress: Judgement, shown: Walk | undefined): string {
  const rule = [ingress, egress].find(({ by }) => by.kind === 'rule');
  if (rule !== undefined) return rule.sentence;
  const decisive = shown?.steps.filter((step) => isFilterRule(step) && !step.answer).at(-1);
  return decisive === undefined ? 'nothing on the way stops it' : stepWords(decisive);
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
