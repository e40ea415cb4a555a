import type { ClaimFace } from '../harness';
import type { Outcome, SuiteOutcome } from './outcome';

const introduction = `# Proof

Written by \`npm run lab -- --write\`. What ships was run on the real programs, each suite in a network namespace of its own
without a way out, and this is what they showed. \`npm run lab\` shows it again.
`;

/** The rows of a suite's table without what differs from run to run; a test holds the page to them. */
export function claimCells({ says, by }: ClaimFace): string {
  return `| ${cell(says)} | ${cell(by)} |`;
}

/** The page of a run. */
export function proofPage(outcomes: readonly SuiteOutcome[]): string {
  const sections = outcomes.map(({ suite, claims, seconds, memory }) =>
    [
      `## ${suite.name}`,
      '',
      `${suite.title}. ${seconds.toFixed(0)} s, ${(memory / 2 ** 30).toFixed(1)} GiB.`,
      '',
      '| claim | proven by | result | counted | s |',
      '| --- | --- | --- | --- | ---: |',
      ...claims.map((claim) => `${claimCells(claim)} ${resultCells(claim.outcome)}`),
      '',
    ].join('\n'),
  );
  return [introduction, ...sections].join('\n');
}

function resultCells(outcome: Outcome): string {
  return outcome.result === 'proven'
    ? `proven | ${cell(outcome.note)} | ${outcome.seconds.toFixed(1)} |`
    : `${outcome.result} | | |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
