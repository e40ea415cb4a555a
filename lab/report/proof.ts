import type { ClaimFace } from '../harness';
import type { Outcome, SuiteOutcome } from './outcome';
import { type Sources, sourcesText } from './sources';

const introduction = `# Proof

Written by \`npm run lab -- --write\`. What ships was run on the real programs, each suite in a network namespace of its own
without a way out, and this is what they showed. \`npm run lab\` shows it again.
`;

/** The rows of a suite's table without what differs from run to run; a test holds the page to them. */
export function claimCells({ says, by }: ClaimFace): string {
  return `| ${cell(says)} | ${cell(by)} |`;
}

/**
 * The page with the outcomes of a run. Suites in which something is not proven keep what the page says of them, like those
 * that were not run.
 * @param before the page as it is
 * @param order names of all suites, in the order of the page
 * @param sources where what is not the project's own came from
 */
export function proofPage(
  outcomes: readonly SuiteOutcome[],
  before: string,
  order: readonly string[],
  sources: Sources,
): string {
  const sections = new Map(
    before
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), `## ${section.trimEnd()}\n`]),
  );
  for (const { suite, claims, seconds, memory } of outcomes)
    if (claims.every(({ outcome }) => outcome.result === 'proven'))
      sections.set(
        suite.name,
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
  return [introduction, sourcesText(sources), ...order.flatMap((name) => sections.get(name) ?? [])].join(
    '\n',
  );
}

function resultCells(outcome: Outcome): string {
  return outcome.result === 'proven'
    ? `proven | ${cell(outcome.note)} | ${outcome.seconds.toFixed(1)} |`
    : `${outcome.result} | | |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
