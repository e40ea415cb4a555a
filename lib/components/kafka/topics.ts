import * as v from 'valibot';
import { claim, type Claim, type Parsed, parsedBy, refused, type Report, shown } from '../../core';
import { declaredTopics } from './topics-claim';

/** A topic as it is to be. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** How long messages are kept, in milliseconds, -1 for ever; left out, the brokers' default. */
  readonly retention?: number;
}

/** The claim of brokers to the topics that they declare. */
export function topicsClaim(topics: readonly Topic[]): Claim {
  return claim(
    declaredTopics,
    topics.map(({ name }) => name),
    '.topics',
  );
}

/** Reports topics of one name. Kafka's metrics take `.` and `_` for the same. */
export function checkTopics(topics: readonly Topic[], at: string, report: Report): void {
  const seen = new Map<string, string>();
  for (const { name } of topics) {
    const key = name.replaceAll('.', '_');
    const earlier = seen.get(key);
    if (earlier !== undefined)
      report({
        at: `${at}.${name}`,
        reason:
          earlier === name
            ? `topic "${name}" is declared twice`
            : `topic "${name}" collides with "${earlier}"`,
        next: 'keep one of them',
      });
    seen.set(key, name);
  }
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `7d` as milliseconds, `forever` as -1. */
export function parseRetention(written: string): Parsed<number> {
  if (written === 'forever') return { value: -1 };
  const [, number, unit] = /^([1-9]\d*)(ms|s|m|h|d)$/.exec(written) ?? [];
  const scale = Object.entries(units).find(([name]) => name === unit)?.[1];
  const milliseconds = Number(number) * (scale ?? Number.NaN);
  return Number.isSafeInteger(milliseconds)
    ? { value: milliseconds }
    : refused(
        `${shown(written)} is not a length of time`,
        'write a number with ms, s, m, h or d, such as 7d, or forever',
      );
}

/** How long messages are kept. */
export const retention = v.pipe(v.string(), parsedBy(parseRetention), v.title('length of time'));
