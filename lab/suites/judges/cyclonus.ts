import type { EndQuestion } from '../../drivers/policy-cilium';
import type { CyclonusCase } from '../../drivers/policy-cyclonus';
import { kubeRouter } from '../../../lib/network/plugins/flannel/kube-router';
import { type PodPeer, judgeFor, readPolicies } from '../../../lib/network/policy';
import { noProblem } from '../../../lib/testing/policy-ends';
import { count, newTally, type Tally } from './compare';
import { addressOf } from './peer';
import { wholeNetwork } from './network';

/** The pods of a case. */
function podsOf({ pods }: CyclonusCase): readonly PodPeer[] {
  return pods.map((pod) => ({
    kind: 'pod',
    ...pod,
    namespaceLabels: pod.namespaceLabels ?? {},
    labels: pod.labels ?? {},
    address: addressOf(pod.address),
    node: 'ada',
  }));
}

/** A case's questions, each with what Cyclonus' matcher says. */
export function questionsOf(
  one: CyclonusCase,
): readonly { readonly question: EndQuestion; readonly allowed: boolean }[] {
  const pods = podsOf(one);
  return one.verdicts.flatMap(({ from, to, port, transport, egress, ingress }) => {
    const [source, destination] = [pods[from], pods[to]];
    if (source === undefined || destination === undefined)
      throw new Error(`${one.name} names an unknown pod`);
    const asked = { from: source, to: destination, port, transport };
    return [
      { question: { direction: 'egress', ...asked }, allowed: egress },
      { question: { direction: 'ingress', ...asked }, allowed: ingress },
    ];
  });
}

/**
 * Whether a rule has several blocks, one of them with an exception. kube-router puts the blocks of a rule into one set, in which
 * an exception of one takes addresses from another, so it differs from what the policy says; Cyclonus' matcher does not.
 */
function sharesASet(one: CyclonusCase): boolean {
  return (one.policies ?? []).some((policy) =>
    [...JSON.stringify(policy).matchAll(/"(?:from|to)":\[(.*?)\]\}/g)].some(
      ([rule]) => rule.split('"ipBlock"').length > 2 && rule.includes('"except"'),
    ),
  );
}

/** Compares the reading of k3s' network policies with Cyclonus' matcher. */
export function compareWithMatcher(cases: readonly CyclonusCase[]): Tally {
  const tally = newTally();
  for (const one of cases.filter((some) => !sharesASet(some))) {
    const judge = judgeFor(readPolicies(one.policies ?? [], kubeRouter, noProblem), { pods: wholeNetwork });
    for (const { question, allowed } of questionsOf(one))
      count(tally, question, judge, allowed ? 'allowed' : 'blocked', one.name);
  }
  return tally;
}
