import { parsePort, type Problem, shown } from '../../values';
import { parseSince, type Since } from './since';

/** Options as commander hands them over. */
export interface QueryOptions {
  readonly cluster?: string;
  readonly table?: string;
  readonly limit?: string;
  readonly since?: string;
  readonly timeColumn?: string;
  readonly format: FormatName;
  readonly schema?: boolean;
  readonly count?: boolean;
  readonly follow?: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly tls: Tls;
}

export const formatNames = ['table', 'json', 'csv'] as const;
export type FormatName = (typeof formatNames)[number];

/** `off`: in clear; `require`: encrypted, whoever answers; `verify`: encrypted, and the server proves who it is. */
export const tlsModes = ['off', 'require', 'verify'] as const;
export type Tls = (typeof tlsModes)[number];

/** What is wanted of the table. */
export type Wanted = 'rows' | 'schema' | 'count' | 'follow';

/** What is asked of the table, read from the options. */
export interface Request {
  readonly wanted: Wanted;
  readonly format: FormatName;
  /** The newest so many rows; undefined for all. */
  readonly limit?: number;
  /** Whether a person chose the limit, or left it to us. */
  readonly limitIsDefault: boolean;
  readonly since?: Since;
  readonly timeColumn?: string;
  readonly port?: number;
}

/** Rows that are shown without `--limit`: a table is for looking at, json and csv are for programs. */
const defaultLimit = 20;

/** Reads the options. @returns the request, or everything that is wrong with them */
export function readRequest(options: QueryOptions): Request | readonly Problem[] {
  const problems: Problem[] = [];
  const wanted = wantedOf(options);
  const limit = limitOf(options.limit, (problem) => problems.push(problem));
  const since = options.since === undefined ? undefined : parseSince(options.since, '--since');
  if (since !== undefined && 'reason' in since) problems.push(since);
  const port =
    options.port === undefined ? undefined : portOf(options.port, (problem) => problems.push(problem));
  for (const [option, value] of Object.entries({
    '--host': options.host,
    '--user': options.user,
    '--time-column': options.timeColumn,
  }))
    if (value !== undefined && (value.trim() === '' || value.includes('\0')))
      problems.push({
        at: option,
        reason: `${shown(value)} is not a valid name`,
        next: 'write one, or leave it out',
      });
  if (problems.length > 0) return problems;
  const all = options.limit === undefined && wanted !== 'follow' && options.format !== 'table';
  const number = options.limit === undefined ? (all ? undefined : defaultLimit) : limit;
  return {
    wanted,
    format: options.format,
    limitIsDefault: options.limit === undefined,
    ...(number !== undefined && { limit: number }),
    ...(since !== undefined && 'kind' in since && { since }),
    ...(options.timeColumn !== undefined && { timeColumn: options.timeColumn }),
    ...(port !== undefined && { port }),
  };
}

function wantedOf({ schema, count, follow }: QueryOptions): Wanted {
  if (schema === true) return 'schema';
  if (count === true) return 'count';
  return follow === true ? 'follow' : 'rows';
}

/** @returns undefined for all rows */
function limitOf(written: string | undefined, report: (problem: Problem) => void): number | undefined {
  if (written === undefined || written === 'all') return undefined;
  const limit = /^\d{1,15}$/.test(written) ? Number(written) : 0;
  if (limit >= 1) return limit;
  report({
    at: '--limit',
    reason: `${shown(written)} is not a number of rows`,
    next: 'write a whole number, 1 and up, or all',
  });
  return undefined;
}

function portOf(written: string, report: (problem: Problem) => void): number | undefined {
  const parsed = parsePort(/^\d{1,5}$/.test(written) ? Number(written) : Number.NaN);
  if ('value' in parsed) return parsed.value;
  report({ at: '--port', reason: `${shown(written)} is not a valid port`, next: parsed.refused.next });
  return undefined;
}
