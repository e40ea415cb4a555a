import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  {
    name: 'month',
    least: 1,
    most: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  {
    name: 'day of the week',
    least: 0,
    most: 6,
    words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  },
];

const macros = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const next = 'write five fields such as "30 3 * * *" (minute, hour, day, month, day of the week), or @daily';

/**
 * Reads the schedule of a CronJob, as the parser of its controller does: five fields of numbers, names, ranges, lists and
 * steps, or a macro. A time zone in front (`TZ=`) is refused by the API server; it has a field of its own.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function parseSchedule(written: string): Parsed<string> {
  if (macros.includes(written)) return { value: written };
  if (/^(CRON_)?TZ=/.test(written))
    return refused(`${shown(written)} has a time zone in front`, 'write the time zone as timeZone');
  const parts = written.split(' ');
  if (parts.length !== fields.length)
    return refused(`${shown(written)} is not a schedule of five fields`, next);
  const index = fields.findIndex((field, at) => !isField(parts[at] ?? '', field));
  const field = fields[index];
  return field === undefined
    ? { value: written }
    : refused(
        `${shown(parts[index])} is not a valid ${field.name}`,
        `write *, or numbers from ${field.least} to ${field.most} with -, / and commas`,
      );
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((part) => isPart(part, field));
}

function isPart(part: string, field: Field): boolean {
  const [, range = '', step] = /^([^/]+)(?:\/([0-9]{1,3}))?$/.exec(part) ?? [];
  if (range === '' || (step !== undefined && Number(step) < 1)) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map((word) => numberOf(word, field));
  const [first, last = first] = ends;
  return ends.length <= 2 && first !== undefined && last !== undefined && first <= last;
}

function numberOf(word: string, { least, most, words = [] }: Field): number | undefined {
  const named = words.indexOf(word.toLowerCase());
  if (named >= 0) return named + least;
  const number = /^[0-9]{1,2}$/.test(word) ? Number(word) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** The schedule of a CronJob. */
export const schedule = v.pipe(v.string(), parsedBy(parseSchedule), v.title('cron schedule'));

/** Reads the name of a time zone: `Europe/Berlin`, `Etc/UTC`. */
export function parseTimeZone(written: string): Parsed<string> {
  // `Local` would be that of the controller, and Node takes offsets and short names that Go does not have.
  const isName = /^[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(written) || written === 'UTC';
  try {
    if (isName) {
      new Intl.DateTimeFormat('en', { timeZone: written });
      return { value: written };
    }
  } catch {
    // An unknown name; the message below says so.
  }
  return refused(
    `${shown(written)} is not the name of a time zone`,
    'write one such as Europe/Berlin or Etc/UTC',
  );
}

/** The name of a time zone. */
export const timeZone = v.pipe(v.string(), parsedBy(parseTimeZone), v.title('name of a time zone'));
