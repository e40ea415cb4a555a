import type { Answer, Matrix } from '../../network';
import { forOutput } from '../colors';

/** An answer as a person reads it: a sentence, the way hop by hop, and the rule that is missing. */
export function answerLines(answer: Answer): readonly string[] {
  const { from, to, port, transport, decides, path, assumes, missing } = answer;
  return [
    `${from} ${verdictWords(answer)} ${to} on ${transport} ${port}: ${decides}`,
    ...path.map((hop) => `  ${hop}`),
    ...assumes.map((what) => `  assumes: ${what}`),
    ...(missing === undefined ? [] : [`  missing: ${missing}`]),
  ];
}

function verdictWords({ verdict }: Answer): string {
  switch (verdict) {
    case 'allowed':
      return forOutput.green('reaches');
    case 'blocked':
      return forOutput.red('does not reach');
    case 'unknown':
      return forOutput.yellow('may reach');
  }
}

/** The matrix as a person reads it: who gets in, by receiver and port; everything else is blocked. */
export function matrixLines(cluster: string, { senders, listeners, cells, open }: Matrix): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { from, to, offer, verdict } of open) {
    const door = `${to} ${offer.port}/${offer.transport} (${offer.what})`;
    const known = groups.get(door) ?? [];
    known.push(verdict === 'unknown' ? `${from} (perhaps)` : from);
    groups.set(door, known);
  }
  return [
    `${cluster}: ${senders} senders, ${listeners} ports, ${cells} pairs, ${open.length} open`,
    ...[...groups].map(([door, from]) => `  ${door} ← ${from.join(', ')}`),
  ];
}
