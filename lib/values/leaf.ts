import * as v from 'valibot';
import { expected, expectedByStep } from './expected';
import type { OpenFact } from './placeholder';
import type { Report } from './problem';
import { isOptional, unwrapped } from './schema';
import { shown } from './shown';

/** What reading gives for a part that has not its shape. What was wrong with it has been reported by then. */
export const unread = Symbol('unread');

/** Where a value was written, and where go its problems and placeholders. */
export interface Place {
  readonly at: string;
  readonly report: Report;
  readonly open: (fact: OpenFact) => void;
  /** Whether what was written at a place may be a secret, which no message shows. */
  readonly isSecret: (at: string) => boolean;
  /** What is written in place of a key that the schema does not know any more. */
  readonly instead: (at: string) => string | undefined;
}

/** The same for a part. Written out, since this is done for every value of a cluster. */
export function moved({ report, open, isSecret, instead }: Place, at: string): Place {
  return { at, report, open, isSecret, instead };
}

/** Reads a value that has no parts of its own, by the schema itself and all steps of its pipe. */
export function readLeaf(schema: v.GenericSchema, written: unknown, place: Place): unknown {
  const result = attempt(schema, written);
  if (result === undefined) return broken('found an object that throws when it is read', place);
  if (result.success) return result.output;
  for (const issue of result.issues) reportIssue(schema, issue, written, place);
  return unread;
}

/** An object in the place of text may throw when a schema looks into it, as getters and proxies do. */
function attempt(schema: v.GenericSchema, written: unknown): v.SafeParseResult<v.GenericSchema> | undefined {
  if (typeof written !== 'object') return v.safeParse(schema, written);
  try {
    return v.safeParse(schema, written);
  } catch {
    return undefined;
  }
}

function reportIssue(
  schema: v.GenericSchema,
  issue: v.BaseIssue<unknown>,
  written: unknown,
  place: Place,
): void {
  const { at, report, isSecret } = place;
  if (issue.kind === 'schema') mismatch(schema, written, place);
  else if (issue.kind === 'validation')
    report({ at, reason: `found ${found(written, place)}`, next: `expected ${expectedByStep(issue)}` });
  else if (isSecret(at))
    report({
      at,
      reason: `found ${found(written, place)} of another form`,
      next: `expected ${withArticle(v.getTitle(unwrapped(schema)) ?? 'value')}`,
    });
  else report({ at, reason: issue.received, next: issue.expected ?? '' });
}

function withArticle(title: string): string {
  return `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`;
}

/** Reports a value of another form than the schema's. */
export function mismatch(schema: v.GenericSchema, written: unknown, place: Place): typeof unread {
  const next =
    written === undefined && isOptional(schema)
      ? `leave it out, or write ${expected(schema)}`
      : `expected ${expected(schema)}`;
  place.report({ at: place.at, reason: `found ${found(written, place)}`, next });
  return unread;
}

/** Reports what is not data. */
export function broken(reason: string, { at, report }: Place): typeof unread {
  report({ at, reason, next: 'write plain data: text, numbers, lists and objects' });
  return unread;
}

/** How a found value is named in a message. */
export function found(written: unknown, { at, isSecret }: Place): string {
  if (!isSecret(at)) return shown(written);
  if (typeof written === 'string') return 'a string';
  if (typeof written !== 'object' || written === null) return shown(written);
  return Array.isArray(written) ? 'a list' : 'an object';
}
