import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Scene, type Server, waitFor } from '../harness';
import { toolPath } from '../programs/find-tool';

/** A machine behind the balancer, in a network of its own with the others. */
export interface FakeServer {
  readonly name: string;
  readonly address: string;
}

/** HAProxy with servers behind it that say their name to whoever connects. */
export interface Balanced {
  /** Starts a server's program. */
  readonly serve: (server: FakeServer) => Promise<Server>;
  /** Takes a server's machine off the network, or puts it back. */
  readonly link: (server: FakeServer, to: 'off' | 'on') => Promise<void>;
  /** Connects through the balancer. @returns the name of the server that answers, and the open connection */
  readonly call: () => Promise<{ readonly name: string; readonly socket: Socket }>;
}

/** Network of the machines behind the balancer. */
const network = 'servers';

/** A stand-in for an API server: it says its name and keeps the connection. */
const program = `
const [name, address, port] = process.argv.slice(1);
require('net').createServer((socket) => {
  socket.on('error', () => undefined);
  socket.write(name + '\\n');
}).listen(Number(port), address);
`;

/**
 * Makes what stands behind HAProxy. The servers have their addresses in a network namespace, behind the gateway's.
 * @param gateway the gateway's address there, with the length of the network
 */
export async function startBalanced(
  scene: Scene,
  at: { readonly gateway: string; readonly port: number },
  servers: readonly FakeServer[],
): Promise<Balanced> {
  const ip = (...args: string[]) => scene.run('ip', args);
  await ip('netns', 'add', network);
  await ip('link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far', 'netns', network);
  await ip('addr', 'add', at.gateway, 'dev', 'near');
  await ip('link', 'set', 'near', 'up');
  for (const name of ['lo', 'far']) await ip('-n', network, 'link', 'set', name, 'up');
  await ip('-n', network, 'route', 'add', at.gateway.split('/')[0] ?? '', 'dev', 'far');
  // Of several addresses of one network, the first takes the others with it when it goes.
  const link = async ({ address }: FakeServer, to: 'off' | 'on') => {
    await ip('-n', network, 'addr', to === 'on' ? 'add' : 'del', `${address}/32`, 'dev', 'far');
  };
  for (const server of servers) await link(server, 'on');
  const serve = ({ name, address }: FakeServer) =>
    scene.start({
      name: `api-${name}`,
      command: 'ip',
      args: ['netns', 'exec', network, process.execPath, '-e', program, name, address, String(at.port)],
      ready: async () => (await whoAnswers(() => callAt(address, at.port))) === name,
    });
  const call = () => callAt('127.0.0.1', at.port);
  return { serve, link, call };
}

/**
 * Starts HAProxy itself, in the foreground, once its folder is made by the shipped file of tmpfiles.d.
 * @param folder the gateway's files
 * @param within command in which it runs. @default none
 */
export async function startHaproxy(
  scene: Scene,
  folder: string,
  within: readonly string[] = [],
): Promise<Server> {
  await scene.run('systemd-tmpfiles', ['--create', join(folder, 'tmpfiles.d/haproxy.conf')]);
  const [command, ...args] = [...within, toolPath('haproxy'), '-db', '-f', join(folder, 'haproxy.cfg')];
  return scene.start({
    name: 'haproxy',
    command,
    args,
    ready: async () => (await askHaproxy('show info')) !== '',
    limit: 15,
  });
}

/** Asks HAProxy by the socket that the shipped file names. @returns servers that it uses and whose last check was good */
export async function serversUp(): Promise<readonly string[]> {
  const [names = [], ...lines] = (await askHaproxy('show stat')).split('\n').map((line) => line.split(','));
  const field = (line: readonly string[], name: string) => line[names.indexOf(name)] ?? '';
  return lines
    .filter((line) => field(line, 'status') === 'UP' && field(line, 'check_status') === 'L4OK')
    .map((line) => field(line, 'svname'));
}

function askHaproxy(question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect('/run/haproxy/admin.sock', () => socket.write(`${question}\n`));
    let answer = '';
    socket.setTimeout(3000, () => socket.destroy(new Error('HAProxy did not answer within 3 s')));
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('end', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}

/** Connects, and hangs up once the other side has said its name: a connection that stays counts for the balancer. */
export async function whoAnswers(call: Balanced['call']): Promise<string> {
  const { name, socket } = await call();
  socket.destroy();
  return name;
}

/** Connects and reads the name that the server says. */
function callAt(address: string, port: number): Promise<{ readonly name: string; readonly socket: Socket }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    socket.setTimeout(3000, () => socket.destroy(new Error('no answer within 3 s')));
    socket.once('data', (data) => {
      socket.setTimeout(0);
      resolve({ name: data.toString().trim(), socket });
    });
    socket.once('close', () => {
      reject(new Error('the connection was closed without a word'));
    });
    socket.on('error', ({ message }) => {
      reject(new Error(`no answer from ${address}:${port}: ${message}`));
    });
  });
}

/** Seconds until something is so. */
export async function secondsUntil(
  what: string,
  limit: number,
  isSo: () => Promise<boolean> | boolean,
): Promise<number> {
  const begun = performance.now();
  await waitFor(what, limit, async () => ((await isSo()) ? true : undefined), 20);
  return (performance.now() - begun) / 1000;
}
