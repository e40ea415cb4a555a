import { type Duplex, Transform, type TransformCallback } from 'node:stream';
import type { Client } from 'pg';

/** What the guard says about a server that is not PostgreSQL, or whose messages are broken. */
export const notPostgresql = 'the messages are not those of PostgreSQL';

/** Types of messages that a server sends. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const types: ReadonlySet<string> = new Set('1 2 3 A C D E G H I K N R S T V W Z c d n s t v'.split(' '));

/** The largest message that PostgreSQL makes: MaxAllocSize. */
const mostBytes = 0x3fff_ffff;

/** Lets pg see whole messages alone, of the plain connection or of the one within TLS. */
export function guardMessages(client: Client): void {
  const connection: unknown = Reflect.get(client, 'connection');
  if (typeof connection !== 'object' || connection === null) throw new Error('pg has no connection');
  const attach: unknown = Reflect.get(connection, 'attachListeners');
  if (typeof attach !== 'function') throw new Error('pg attaches its listeners in another way');
  Reflect.set(connection, 'attachListeners', (stream: Duplex) => {
    const checked = stream.pipe(messageGuard());
    checked.on('error', (error) => stream.destroy(error));
    Reflect.apply(attach, connection, [checked]);
  });
}

/**
 * Passes whole messages on, and ends the stream with an error at the first broken one. pg's parser reads texts up to their zero
 * byte, also where there is none: it never comes back from that.
 */
function messageGuard(): Transform {
  let parts: Buffer[] = [];
  let held = 0;
  let wanted = 5;
  return new Transform({
    transform: (chunk: Buffer, _, done: TransformCallback) => {
      parts.push(chunk);
      held += chunk.length;
      if (held < wanted) {
        done();
        return;
      }
      const bytes = Buffer.concat(parts, held);
      let start = 0;
      for (wanted = 5; bytes.length - start >= 5;) {
        const length = bytes.readUInt32BE(start + 1);
        const type = String.fromCharCode(bytes.readUInt8(start));
        if (!types.has(type) || length < 4 || length > mostBytes) {
          done(new Error(notPostgresql));
          return;
        }
        wanted = length + 1;
        if (bytes.length - start < wanted) break;
        if (!isWhole(type, bytes.subarray(start + 5, start + wanted))) {
          done(new Error(notPostgresql));
          return;
        }
        start += wanted;
        wanted = 5;
      }
      parts = [bytes.subarray(start)];
      held = bytes.length - start;
      done(null, bytes.subarray(0, start));
    },
  });
}

/** Whether the body of a message has the parts that its reader takes for granted. */
function isWhole(type: string, body: Buffer): boolean {
  switch (type) {
    case 'A':
      return body.length >= 6 && zeros(body.subarray(4)) >= 2 && body.at(-1) === 0;
    case 'C':
      return body.at(-1) === 0;
    case 'E':
    case 'N':
      // Fields of a letter and a text, and a zero after the last one.
      return isFields(body);
    case 'S':
      return body.at(-1) === 0 && zeros(body) >= 2;
    case 'K':
      return body.length >= 8;
    case 'Z':
      return body.length === 1;
    case 'R':
      return isAuthentication(body);
    case 'T':
      return isRowDescription(body);
    case 'D':
      return isRow(body);
    case 't':
      return body.length >= 2 && body.length === 2 + 4 * body.readUInt16BE(0);
    case 'G':
    case 'H':
    case 'W':
      // Nothing is copied here.
      return false;
    default:
      return true;
  }
}

function zeros(body: Buffer): number {
  return body.filter((byte) => byte === 0).length;
}

function isFields(body: Buffer): boolean {
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    const end = body.indexOf(0, at + 1);
    if (end < 0) return false;
    at = end + 1;
  }
  return at === body.length - 1;
}

function isAuthentication(body: Buffer): boolean {
  if (body.length < 4) return false;
  const kind = body.readUInt32BE(0);
  // MD5 brings a salt of four bytes; SASL a list of names, each with its zero, and one more.
  if (kind === 5) return body.length === 8;
  return kind !== 10 || (body.length >= 6 && body.at(-1) === 0 && body.at(-2) === 0);
}

function isRowDescription(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let field = body.readUInt16BE(0); field > 0; field--) {
    const end = body.indexOf(0, at);
    if (end < 0) return false;
    at = end + 19;
  }
  return at === body.length;
}

function isRow(body: Buffer): boolean {
  if (body.length < 2) return false;
  let at = 2;
  for (let cell = body.readUInt16BE(0); cell > 0; cell--) {
    if (at + 4 > body.length) return false;
    at += 4 + Math.max(0, body.readInt32BE(at));
  }
  return at === body.length;
}
