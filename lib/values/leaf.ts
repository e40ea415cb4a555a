import * as v from 'valibot';
import { expected, expectedByStep, withArticle } from './expected';
import type { OpenFact } from './placeholder';
import type { Report } from './problem';
import { isOptional, unwrapped } from './schema';
import { shown } from './shown';

/** The result for a part that does not match its schema. The problem has already been reported. */
export const unread = Symbol('unread');

/** The path of a value, and the receivers of its problems and placeholders. */
export interface Place {
  readonly at: string;
  readonly report: Report;
  readonly open: (fact: OpenFact) => void;
  /** Whether the value at a path may be a secret, which no message may show. */
  readonly isSecret: (at: string) => boolean;
  /** The next step for a key that the schema no longer has. */
  readonly instead: (at: string) => string | undefined;
  /** Receives every value that is read as a whole. */
  readonly whole: (value: unknown, at: string) => void;
}

/**
 * The same receivers with the path of a part. The keys are listed without a spread, because this runs for every value
 * of a cluster.
 */
export function moved({ report, open, isSecret, instead, whole }: Place, at: string): Place {
  return { at, report, open, isSecret, instead, whole };
}

/** Parses a value without parts, by its schema and all steps of its pipe. */
export function readLeaf(schema: v.GenericSchema, written: unknown, place: Place): unknown {
  const result = attempt(schema, written);
  if (result === undefined) return broken('found an object that throws when it is read', place);
  if (result.success) return result.output;
  for (const issue of result.issues) reportIssue(schema, issue, written, place);
  return unread;
}

/** A getter or a proxy may throw while a schema reads it. */
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
      reason: `found ${found(written, place)} with an invalid value`,
      next: `expected ${withArticle(v.getTitle(unwrapped(schema)) ?? 'value')}`,
    });
  else report({ at, reason: issue.received, next: issue.expected ?? '' });
}

/** Reports a value that does not match its schema. */
export function mismatch(schema: v.GenericSchema, written: unknown, place: Place): typeof unread {
  const next =
    written === undefined && isOptional(schema)
      ? `leave it out, or write ${expected(schema)}`
      : `expected ${expected(schema)}`;
  place.report({ at: place.at, reason: `found ${found(written, place)}`, next });
  return unread;
}

/** Reports a value that is not plain data. */
export function broken(reason: string, { at, report }: Place): typeof unread {
  report({ at, reason, next: 'write plain data: text, numbers, lists and objects' });
  return unread;
}

/** How a message describes a value: a value that may be secret is not shown. */
export function found(written: unknown, { at, isSecret }: Place): string {
  if (!isSecret(at)) return shown(written);
  if (typeof written === 'string') return 'a string';
  if (typeof written !== 'object' || written === null) return shown(written);
  return Array.isArray(written) ? 'a list' : 'an object';
}
