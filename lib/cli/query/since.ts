import { type Problem, shown } from '../../values';

/** From when on rows are wanted. */
export type Since =
  /** So many seconds before now, by the clock of the server. */
  | { readonly kind: 'ago'; readonly seconds: number }
  /** A moment, as PostgreSQL reads a `timestamptz`, with its offset. */
  | { readonly kind: 'moment'; readonly text: string };

const units: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

const momentPattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,6})?)?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** A hundred years: more is a slip of the pen, and beyond what PostgreSQL can subtract from now. */
const longest = 100 * 366 * 86_400;

/**
 * Reads a duration before now (`90s`, `2h`, `1d12h`, `7d`), or a moment as ISO 8601 writes it. A moment without an offset is
 * in UTC, as all times are that `query` prints.
 */
export function parseSince(written: string, at: string): Since | Problem {
  const text = written.trim();
  if (/^(?:\d{1,12}[wdhms])+$/.test(text)) {
    const parts = [...text.matchAll(/(\d+)([wdhms])/g)];
    const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0), 0);
    if (seconds <= longest) return { kind: 'ago', seconds };
    return { at, reason: `${shown(written)} is more than a hundred years`, next: 'leave --since out' };
  }
  return (
    readMoment(text) ?? {
      at,
      reason: `${shown(written)} is neither a duration nor a time`,
      next: 'write a duration such as 90s, 2h, 7d or 1d12h, or a time such as 2025-03-01 or 2025-03-01T14:30:00+01:00',
    }
  );
}

function readMoment(text: string): Since | undefined {
  const match = momentPattern.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const offset = offsetOf(match[8] ?? 'Z');
  const whole = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay = year !== '0000' && whole.toISOString().startsWith(`${year}-${month}-${day}`);
  if (!isDay || offset === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return {
    kind: 'moment',
    text: `${year}-${month}-${day} ${hour}:${minute}:${second}${fraction}${offset}`,
  };
}

/** `+01:00` from what ISO 8601 allows. Fifteen hours is the most that PostgreSQL takes. */
function offsetOf(written: string): string | undefined {
  if (/^z$/i.test(written)) return '+00:00';
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(written) ?? [];
  return Number(hours) > 15 || Number(minutes) > 59 ? undefined : `${sign}${hours}:${minutes}`;
}
