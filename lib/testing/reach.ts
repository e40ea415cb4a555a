import type { KubeObject } from '../component';
import { machineModel } from '../machines';
import { type Answer, findNamed, questionOf, reach, reachModel, type ReachModel } from '../network';
import type { Transport } from '../network/firewall/rule';
import type { Verdict } from '../network/reach/trial';
import { type Cluster, type ClusterInput, defineCluster } from '../plan';
import { bundleOf } from '../synth';
import { problemText } from '../values';
import { noProblem } from './policy-ends';

/** The model of a cluster with further manifests beside its own. */
export function modelOf(input: ClusterInput, more: readonly KubeObject[] = []): ReachModel {
  return modelFrom(defineCluster(input), more);
}

/** The same of a cluster file. */
export function modelFrom({ name, plan, problems }: Cluster, more: readonly KubeObject[] = []): ReachModel {
  if (plan === undefined) throw new Error(`${name}:\n${problems.map(problemText).join('\n')}`);
  const objects = [...bundleOf(plan, new Map()).objects.map(({ object }) => object), ...more];
  return reachModel(machineModel(plan, objects), objects, noProblem);
}

/** What decides, in a sentence; the question; and its answer. */
export type Question = readonly [why: string, question: string, verdict: Verdict];

/**
 * The answer to a question as a person types it, `kafka-connect db 5432` or `{agent} names 53/udp`: `{server}` and `{agent}` are the
 * first nodes of these roles, so that a node with another name changes no question.
 */
export function answerTo(model: ReachModel, question: string): Answer {
  const { nodes } = model.hosts.plan.facts;
  const named = question.replace(
    /\{(\w+)\}/g,
    (_, role: string) => nodes.find((node) => node.role === role)?.name ?? `no ${role}`,
  );
  const [from = '', to = '', port = ''] = named.split(' ');
  return asked(model, from, to, parseInt(port, 10), port.endsWith('/udp') ? 'udp' : 'tcp');
}

/** The answer to a question about names that must be right. */
export function asked(
  model: ReachModel,
  from: string,
  to: string,
  port: number,
  transport: Transport = 'tcp',
): Answer {
  const { plan } = model.hosts;
  const [start, end] = [findNamed(plan, from, 'from', noProblem), findNamed(plan, to, 'to', noProblem)];
  if (start === undefined || end === undefined) throw new Error(`${from} or ${to} is unknown`);
  const question = questionOf(model, { text: from, named: start }, { text: to, named: end }, noProblem);
  if (question === undefined) throw new Error(`${from} or ${to} cannot be asked about`);
  return reach(question.model, question.from, question.to, port, transport);
}
