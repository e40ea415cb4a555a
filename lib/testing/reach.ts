import type { KubeObject } from '../component';
import { machineModel } from '../machines';
import { type Answer, findNamed, questionOf, reach, reachModel, type ReachModel } from '../network';
import type { Transport } from '../network/firewall/rule';
import type { ClusterInput } from '../plan';
import { bundleOf } from '../synth';
import { planned } from './clusters';
import { noProblem } from './policy-ends';

/** The model of a cluster with further manifests beside its own. */
export function modelOf(input: ClusterInput, more: readonly KubeObject[] = []): ReachModel {
  const plan = planned(input);
  const objects = [...bundleOf(plan, new Map()).objects.map(({ object }) => object), ...more];
  return reachModel(machineModel(plan, objects), objects, noProblem);
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
