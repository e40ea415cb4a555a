import * as v from 'valibot';
import type { Problem } from '../../values';
import type { Login } from './connection';
import { answerPatience, noAnswer } from './answer';
import { patience } from './connection';
import { notPostgresql } from './guard';
import { visible } from './format/escape';
import { secretText } from './password';
import type { Target } from './target';

/** What was asked, and with what. It does not contain the password, so no message can. */
export interface LoginAttempt extends Omit<Login, 'password'> {
  readonly target: Target;
  /** Name and address of the server, as messages give it: `alkaid (172.22.0.133:5432)`. */
  readonly place: string;
  /** Where the password came from. */
  readonly passwordFrom: string;
}

const errorShape = v.looseObject({
  code: v.optional(v.string()),
  message: v.string(),
  errors: v.optional(v.array(v.looseObject({ code: v.optional(v.string()) }))),
});

interface Read {
  readonly code: string;
  readonly message: string;
}

function readError(error: unknown): Read {
  const parsed = v.safeParse(errorShape, error);
  if (!parsed.success) return { code: '', message: String(error) };
  const { code, message, errors } = parsed.output;
  // A name with several addresses fails with an error for each.
  return { code: code ?? errors?.[0]?.code ?? '', message };
}

/** The server went away, or says that it is about to: worth trying again. */
export function isLost(error: unknown): boolean {
  const { code, message } = readError(error);
  const network = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];
  // 57P01…57P03: ended by an administrator, crashed, starting up; class 08: the connection itself.
  return (
    network.includes(code) ||
    /^(57P0[1-3]|08...)$/.test(code) ||
    message === noAnswer ||
    (code === '' &&
      /^(Connection terminated|timeout expired|Client (has encountered a connection error|was closed))/.test(
        message,
      ))
  );
}

/** What a person reads when the server cannot be reached, refuses the log-in, or refuses a question. */
export function failureOf(error: unknown, attempt: LoginAttempt): Problem {
  const read = readError(error);
  const { reason, next } = networkFailure(read, attempt) ?? tlsFailure(read) ?? serverFailure(read, attempt);
  return { at: attempt.place, reason, next };
}

type Told = Pick<Problem, 'reason' | 'next'>;

function networkFailure({ code, message }: Read, { target, address }: LoginAttempt): Told | undefined {
  const own = address === target.host.address;
  switch (code === '' ? message : code) {
    case 'ECONNREFUSED':
      return {
        reason: 'refuses the connection: nothing listens there',
        next: own
          ? `see on ${target.host.name} whether PostgreSQL runs and listens on ${address} (systemctl status postgresql)`
          : 'see whether what should listen at --host and --port runs',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        reason: `the network has no route to ${address}`,
        next: 'join its network, or forward a port (ssh -L) and name it with --host and --port',
      };
    case 'ETIMEDOUT':
    case 'timeout expired':
      return {
        reason: `does not answer within ${patience} s`,
        next: `see whether ${own ? target.host.name : address} is up and its firewall lets this machine in, or forward a port (ssh -L) and name it with --host and --port`,
      };
    case noAnswer:
      return {
        reason: `timed out after ${answerPatience} s: it has let us in, and then did not answer`,
        next: 'run it again, with --since or a smaller --limit where the table is large; if it stays so, see what the server is busy with (pg_stat_activity)',
      };
    case notPostgresql:
      return {
        reason: 'answers, but not as PostgreSQL does',
        next: 'see what listens there, and correct --host and --port',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { reason: `no address is known for "${visible(address)}"`, next: 'correct --host' };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'Connection terminated':
    case 'Connection terminated unexpectedly':
    case 'Client has encountered a connection error and is not queryable':
    case 'Client was closed and is not queryable':
      return {
        reason: 'ended the connection',
        next: 'run it again; if it stays so, read the log of PostgreSQL',
      };
    default:
      return undefined;
  }
}

function tlsFailure({ code, message }: Read): Told | undefined {
  if (message === 'The server does not support SSL connections')
    return { reason: 'speaks no TLS', next: 'leave --tls out, or turn ssl on in postgresql.conf' };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return {
      reason: `its certificate is for another name (${visible(message)})`,
      next: 'name it with --host as the certificate does',
    };
  if (/CERT|SELF_SIGNED|VERIFY|ISSUER/.test(code))
    return {
      reason: `its certificate is not trusted (${visible(message)})`,
      next: 'name the file of its authority in NODE_EXTRA_CA_CERTS',
    };
  return undefined;
}

/** Messages by PostgreSQL's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function serverFailure(
  { code, message }: Read,
  { target, user, database, passwordFrom }: LoginAttempt,
): Told {
  const table = `${target.table.schema}.${target.table.name}`;
  switch (code) {
    case '28P01':
      return {
        reason: `refuses the password for role ${visible(user)}, which is from ${visible(passwordFrom)}`,
        next: `take that of ${secretText(target.secret)}`,
      };
    case '28000':
      return {
        reason: `does not let role ${visible(user)} in: ${visible(message)}`,
        next: `give pg_hba.conf on ${target.host.name} a line for this machine, or forward a port through one that is let in`,
      };
    case '3D000':
      return {
        reason: `the server has no database ${database}`,
        next: `create it there with owner ${target.user}, as the cluster lists it`,
      };
    case '42P01':
      return { reason: `database ${database} has no table ${table}`, next: missingTableNext(target) };
    case '42501':
      return {
        reason: `role ${visible(user)} may not read it: ${visible(message)}`,
        next: `leave --user out, or let ${target.user} grant it: grant select on ${table} to …`,
      };
    case '53300':
      return { reason: 'all its connections are taken', next: 'try again later, or raise max_connections' };
    default:
      return {
        reason: `says: ${visible(message)}${code === '' ? '' : ` (${code})`}`,
        next: 'mend that, and run it again',
      };
  }
}

function missingTableNext({ topics }: Target): string {
  return `the sink makes it with the first message of ${topics.join(' or ')}: see whether one was written and the connector runs`;
}
