import type { Cluster } from '../../plan';
import { type Problem, problemText } from '../../values';
import { forError } from '../colors';
import { hangUp } from './answer';
import { connect, type Login } from './connection';
import { type LoginAttempt, failureOf } from './failure';
import { follow } from './follow';
import { describe } from './look';
import { findPassword } from './password';
import { type QueryOptions, readRequest, type Request } from './request';
import { headingsOf, rowPrinter, showCount, showRows, showSchema } from './show';
import { type TableFacts, timeColumnOf } from './table-facts';
import { chooseTarget } from './target';

/** Looks at a table that a sink fills. @returns the exit code: 0 done, 1 the server cannot be asked, 2 bad use or bad input */
export async function query(options: QueryOptions, clusters: readonly Cluster[]): Promise<number> {
  const request = readRequest(options);
  const target = chooseTarget(clusters, options);
  const problems = [...('wanted' in request ? [] : request), ...('table' in target ? [] : target)];
  if (!('wanted' in request) || !('table' in target)) return refuse(problems);
  const address = options.host ?? target.host.address;
  const port = request.port ?? target.port;
  const place =
    options.host === undefined ? `${target.host.name} (${address}:${port})` : `${address}:${port}`;
  const user = options.user ?? target.user;
  const password = await findPassword(
    {
      ...(options.passwordFile !== undefined && { file: options.passwordFile }),
      ...(process.env['PGPASSWORD'] !== undefined && { variable: process.env['PGPASSWORD'] }),
      terminal: process.stdin.isTTY && process.stderr.isTTY,
    },
    user,
    place,
    target.secret,
  );
  if ('reason' in password) return refuse([password]);
  if (password.warning !== undefined) console.error(`${forError.yellow('warning')} ${password.warning}`);
  const login = { address, port, database: target.database, user, tls: options.tls };
  const attempt = { ...login, target, place, passwordFrom: password.from };
  try {
    return await ask({ ...login, password: password.text }, attempt, request);
  } catch (error) {
    console.error(`${forError.red('error')} ${problemText(failureOf(error, attempt))}`);
    return 1;
  }
}

function refuse(problems: readonly Problem[]): number {
  for (const problem of problems) console.error(`${forError.red('error')} ${problemText(problem)}`);
  return 2;
}

async function ask(login: Login, attempt: LoginAttempt, request: Request): Promise<number> {
  // Nothing is left to be done: what was printed is written, and the server ends the session by itself.
  if (request.wanted === 'follow')
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
  const client = await connect(login);
  try {
    const table = await describe(client, attempt.target);
    if (request.wanted === 'schema') return await showSchema(table, request);
    const time = timeColumnOf(table, request.timeColumn, request.since !== undefined);
    if (time !== undefined && 'reason' in time) return refuse([time]);
    const selection = {
      table,
      ...(time !== undefined && { time }),
      ...(request.since !== undefined && { since: request.since }),
      ...(request.limit !== undefined && { limit: request.limit }),
    };
    if (request.wanted === 'count') return await showCount(client, selection, request);
    if (request.wanted === 'rows') return await showRows(client, selection, request);
    if (table.isView) return refuse([viewProblem(table)]);
    const take = rowPrinter(request.format, headingsOf(table));
    return await follow(client, { login, attempt, selection, json: request.format === 'json', take });
  } finally {
    await hangUp(client);
  }
}

function viewProblem({ name }: TableFacts): Problem {
  return {
    at: '--follow',
    reason: `${name} is a view, and its rows do not say when they were written`,
    next: 'leave --follow out',
  };
}
