import { createSocket } from 'node:dgram';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AgentRelay, Order } from './messages';

type Listening = Extract<Order, { do: 'listen' }>;

const open = new Map<string, () => Promise<void>>();
let name = '';

/** Listens on what the order names, and on nothing that an earlier one named. Ports that stay are left open. */
export async function listenOn(order: Listening): Promise<void> {
  name = order.name;
  const wanted = new Map<string, () => Promise<() => Promise<void>>>([
    ...order.tcp.map((port) => [`tcp ${port}`, () => serve(port, greet)] as const),
    ...order.udp.map(({ address, port }) => [`udp ${address} ${port}`, () => echo(address, port)] as const),
    ...order.relays.map(
      (relay) =>
        [
          `relay ${JSON.stringify(relay)}`,
          () =>
            serve(relay.port, (socket) => {
              pass(socket, relay);
            }),
        ] as const,
    ),
  ]);
  const leftOver = [...open].filter(([key]) => !wanted.has(key));
  for (const [key] of leftOver) open.delete(key);
  await Promise.all(leftOver.map(([, close]) => close()));
  await Promise.all(
    [...wanted].filter(([key]) => !open.has(key)).map(async ([key, start]) => open.set(key, await start())),
  );
}

function greet(socket: Socket): void {
  socket.end(greeting(socket.remoteAddress));
}

/** Who is here, and whom it sees. */
function greeting(seen: string | undefined): string {
  return JSON.stringify({ at: name, seenFrom: seen ?? '' });
}

function serve(port: number, take: (socket: Socket) => void): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      take(socket);
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

/** Opens a connection to the first backend that answers, and hands on what comes from there. */
function pass(client: Socket, { backends }: AgentRelay): void {
  const [first, ...others] = backends;
  if (first === undefined) {
    client.destroy();
    return;
  }
  const backend = connect({ host: first.address, port: first.port });
  const next = () => {
    backend.destroy();
    pass(client, { port: 0, backends: others });
  };
  const timer = setTimeout(next, 50);
  backend.on('error', () => {
    clearTimeout(timer);
    next();
  });
  backend.on('connect', () => {
    clearTimeout(timer);
    backend.removeAllListeners('error').on('error', () => client.destroy());
    client.on('close', () => backend.destroy());
    backend.pipe(client);
  });
}
