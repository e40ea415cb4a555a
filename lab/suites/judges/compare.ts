import type { EndQuestion } from '../../drivers/policy-cilium';
import type { Judge, Judgement } from '../../../lib/network/policy';

/** What came of comparing our verdicts with another judge's. */
export interface Tally {
  agreed: number;
  /** Questions that we leave open. */
  open: number;
  /** Questions that the other judge does not answer, or that policies do not decide. */
  leftOut: number;
  /** Connections that a policy blocks as it is written, and that our reading opens because of what kube-router is known to do. */
  wider: number;
  readonly differences: string[];
}

export function newTally(): Tally {
  return { agreed: 0, open: 0, leftOut: 0, wider: 0, differences: [] };
}

/** Counts one question. Too careful an answer is counted, a wrong one is a difference. */
export function count(
  tally: Tally,
  question: EndQuestion,
  judge: Judge,
  theirs: string,
  where: string,
): void {
  const ours: Judgement = judge[question.direction](
    question.from,
    question.to,
    question.port,
    question.transport,
  );
  // What holds whatever the policies say, such as a node reaching its own pods, is not in Cilium's policies.
  if (theirs === 'none' || ours.by.kind === 'given') tally.leftOut += 1;
  else if (ours.verdict === 'unknown') tally.open += 1;
  else if (ours.verdict === theirs) tally.agreed += 1;
  else if (ours.by.kind === 'rule' && ours.by.quirk !== undefined) tally.wider += 1;
  else
    tally.differences.push(
      `${where}: ${question.direction} on ${question.port}/${question.transport} is ${theirs}, ours: ${ours.verdict} (${ours.sentence}); from ${JSON.stringify(question.from)} to ${JSON.stringify(question.to)}`,
    );
}

/** Says what was compared. @throws with the first differences, or when too little was compared to mean anything */
export function tallyText({ agreed, open, leftOut, wider, differences }: Tally, least: number): string {
  if (differences.length > 0)
    throw new Error(`${differences.length} verdicts differ\n${differences.slice(0, 5).join('\n')}`);
  if (agreed < least) throw new Error(`only ${agreed} verdicts were compared, expected ${least} or more`);
  return `${agreed} verdicts the same, none differs; ${open} left open by us, ${leftOut} not up to policies${wider > 0 ? `, ${wider} opened by what kube-router does beyond the policy` : ''}`;
}
