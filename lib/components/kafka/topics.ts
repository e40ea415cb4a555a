import { parseTopicName, type Report, shown } from '../../values';

/** A topic as it is to be. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** How long messages are kept, in milliseconds, -1 for ever; left out, the brokers' default. */
  readonly retention?: number;
}

interface WrittenTopic {
  readonly name: string;
  readonly partitions: number;
  readonly retention?: string;
}

/** Reads topics. Reports bad names, two of one name (Kafka's metrics take `.` and `_` for the same), and bad numbers. */
export function readTopics(written: readonly WrittenTopic[], at: string, report: Report): readonly Topic[] {
  const seen = new Map<string, string>();
  return written.map((topic) => {
    const place = `${at}.${topic.name}`;
    const name = parseTopicName(topic.name, `${place}.name`, report);
    const earlier = seen.get(name.replaceAll('.', '_'));
    if (earlier !== undefined)
      report({
        at: place,
        reason:
          earlier === name
            ? `topic "${name}" is declared twice`
            : `topic "${name}" collides with "${earlier}"`,
        next: 'keep one of them',
      });
    seen.set(name.replaceAll('.', '_'), name);
    if (!Number.isInteger(topic.partitions) || topic.partitions < 1)
      report({
        at: `${place}.partitions`,
        reason: `${shown(topic.partitions)} is no number of partitions`,
        next: 'write a whole number, 1 and up',
      });
    const { retention } = topic;
    return {
      name,
      partitions: topic.partitions,
      ...(retention !== undefined && { retention: parseRetention(retention, `${place}.retention`, report) }),
    };
  });
}

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `7d` as milliseconds, `forever` as -1. */
export function parseRetention(written: string, at: string, report: Report): number {
  if (written === 'forever') return -1;
  const [, number, unit] = /^([1-9]\d*)(ms|s|m|h|d)$/.exec(written) ?? [];
  const scale = Object.entries(units).find(([name]) => name === unit)?.[1];
  const milliseconds = Number(number) * (scale ?? Number.NaN);
  if (Number.isSafeInteger(milliseconds)) return milliseconds;
  report({
    at,
    reason: `${shown(written)} is no length of time`,
    next: 'write a number with ms, s, m, h or d, such as 7d, or forever',
  });
  return -1;
}
