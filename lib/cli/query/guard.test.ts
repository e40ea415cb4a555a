import { once } from 'node:events';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { guardMessages } from './guard';

const bytes = (...parts: readonly (number | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));
const message = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const loggedIn = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', bytes('I'))]);

/** Logs in to a server on this machine that says only this, over and over. */
async function saying(answer: Buffer, piece = answer.length): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      for (let at = 0; at < answer.length; at += piece) socket.write(answer.subarray(at, at + piece));
      // Then the same for ever, as fast as it is read.
      const more = () => {
        while (!socket.destroyed && socket.write(answer));
      };
      socket.on('drain', more);
      more();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new Client({ host: '127.0.0.1', port, database: 'a', user: 'a', password: 'a' });
  client.on('error', () => undefined);
  guardMessages(client);
  try {
    await client.connect();
    await client.query('select 1');
    return 'answered';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    server.close();
  }
}

test.each<[string, Buffer]>([
  ['a page of the web', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['zeros', Buffer.alloc(64)],
  ['a message without a length', bytes('R', 0, 0, 0, 0)],
  ['a message of four gigabytes', bytes('R', 255, 255, 255, 255, 1)],
  ['an authentication without its kind', message('R', Buffer.alloc(1))],
  ['an error whose text has no end', message('E', bytes('MAAA'))],
  ['a notice whose text has no end', message('N', bytes('MAAA'))],
  ['a setting without a value', message('S', bytes('a', 0))],
  ['a row description without its fields', Buffer.concat([loggedIn, message('T', bytes(127, 255))])],
  ['a row without its cells', Buffer.concat([loggedIn, message('D', bytes(127, 255))])],
  ['a row whose cell is longer than it', Buffer.concat([loggedIn, message('D', bytes(0, 1, 0, 0, 0, 9, 1))])],
])('a server that says %s is left at once, in whatever pieces it comes', async (_, answer) => {
  for (const piece of [answer.length, 1])
    expect(await saying(answer, piece)).toMatch(
      /^the messages are not those of PostgreSQL$|connection error/,
    );
});
