import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import type { Order } from './messages';

type Listening = Extract<Order, { do: 'listen' }>;

const open = new Map<string, () => Promise<void>>();
let name = '';

/** Listens on what the order names, and on nothing that an earlier one named. Ports that stay are left open. */
export async function listenOn(order: Listening): Promise<void> {
  name = order.name;
  const wanted = new Map<string, () => Promise<() => Promise<void>>>([
    ...order.tcp.map((port) => [`tcp ${port}`, () => serve(port)] as const),
    ...order.udp.map(({ address, port }) => [`udp ${address} ${port}`, () => echo(address, port)] as const),
  ]);
  const leftOver = [...open].filter(([key]) => !wanted.has(key));
  for (const [key] of leftOver) open.delete(key);
  await Promise.all(leftOver.map(([, close]) => close()));
  await Promise.all(
    [...wanted].filter(([key]) => !open.has(key)).map(async ([key, start]) => open.set(key, await start())),
  );
}

/** Who is here, and whom it sees. */
function greeting(seen: string | undefined): string {
  return JSON.stringify({ at: name, seenFrom: seen ?? '' });
}

function serve(port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(greeting(socket.remoteAddress));
    });
    server.on('error', reject);
    server.listen({ port, host: '0.0.0.0', backlog: 1024 }, () => {
      resolve(
        () =>
          new Promise((done) =>
            server.close(() => {
              done();
            }),
          ),
      );
    });
  });
}

function echo(address: string, port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.on('message', (_, { address: peer, port: back }) => {
      // An answer that may not leave is one that does not come.
      socket.send(greeting(peer), back, peer, () => undefined);
    });
    socket.bind(port, address, () => {
      resolve(
        () =>
          new Promise((done) =>
            socket.close(() => {
              done();
            }),
          ),
      );
    });
  });
}
