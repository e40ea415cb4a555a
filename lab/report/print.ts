import type { createColors } from 'picocolors';
import type { Outcome, SuiteOutcome } from './outcome';
import { columns } from './table';

const result = { proven: 0, failed: 0, follows: 0, 'not run': 0 };

/** How many claims ended how. */
export function countOutcomes(
  outcomes: readonly SuiteOutcome[],
): Readonly<Record<keyof typeof result, number>> {
  const counts = { ...result };
  for (const { claims } of outcomes) for (const { outcome } of claims) counts[outcome.result]++;
  return counts;
}

/**
 * The table of a run: claim, proven by, result, seconds; failures follow below it in full.
 * @param width columns of the terminal
 */
export function outcomeLines(
  outcomes: readonly SuiteOutcome[],
  width: number,
  { green, red, yellow, bold }: Pick<ReturnType<typeof createColors>, 'green' | 'red' | 'yellow' | 'bold'>,
): readonly string[] {
  const fixed = 10 + 7 + 8;
  const share = Math.max(20, Math.floor((Math.min(width, 180) - fixed) / 3));
  const widths = [share, share, 8, share - 8, 6];
  const paint = { proven: green, failed: red, follows: yellow, 'not run': yellow };
  const lines = outcomes.flatMap(({ suite, claims, seconds }) => [
    '',
    bold(`${suite.name}: ${suite.title} (${seconds.toFixed(0)} s)`),
    ...claims.flatMap(({ says, by, outcome }) => {
      const rows = columns([[says, by, outcome.result, noteOf(outcome), secondsOf(outcome)]], widths);
      return rows.map((row, index) =>
        index === 0 ? row.replace(outcome.result, paint[outcome.result]) : row,
      );
    }),
  ]);
  const failures = outcomes.flatMap(({ suite, claims }) =>
    claims.flatMap(({ says, outcome }) =>
      outcome.result === 'proven'
        ? []
        : ['', paint[outcome.result](`${outcome.result}: ${suite.name}: ${says}`), outcome.why],
    ),
  );
  return [...columns([['claim', 'proven by', 'result', 'counted', '   s']], widths), ...lines, ...failures];
}

function noteOf(outcome: Outcome): string {
  if (outcome.result === 'proven') return outcome.note;
  return outcome.result === 'not run' ? '' : 'see below';
}

function secondsOf(outcome: Outcome): string {
  return outcome.result === 'not run' ? '' : outcome.seconds.toFixed(1).padStart(6);
}
