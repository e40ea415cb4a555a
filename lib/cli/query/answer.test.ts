import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { answered, hangUp } from './answer';
import { guardMessages } from './guard';

const message = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const loggedIn = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const notice = message('N', Buffer.from('SNOTICE\0MStill here\0\0'));

/** Connects to a server on this machine that lets anybody in and then does this, whatever it is asked. */
async function connected(then: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(loggedIn);
      then(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new Client({ host: '127.0.0.1', port, database: 'a', user: 'a', password: 'a' });
  client.on('error', () => undefined);
  guardMessages(client);
  await client.connect();
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { client, close };
}

const keepsNoticing = (socket: Socket) => {
  const timer = setInterval(() => socket.write(notice), 5);
  socket.once('close', () => {
    clearInterval(timer);
  });
};

test.each<[string, (socket: Socket) => void]>([
  ['falls silent after login', () => undefined],
  ['sends notices for ever', keepsNoticing],
])('a server that %s is left when the time is over, and the connection is cut', async (_, then) => {
  const { client, close } = await connected(then);
  try {
    await expect(answered(client, client.query('select 1'), 0.1)).rejects.toThrow('did not answer in time');
    expect(client.connection.stream.destroyed).toBe(true);
    const began = performance.now();
    await hangUp(client);
    expect(performance.now() - began).toBeLessThan(4000);
  } finally {
    close();
  }
});

test('a server that does not say goodbye is hung up on', async () => {
  const { client, close } = await connected(() => undefined);
  try {
    await hangUp(client);
    expect(client.connection.stream.destroyed).toBe(true);
  } finally {
    close();
  }
});
