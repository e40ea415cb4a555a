import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Ran, Scene } from '../../harness';

/** The machine alphard with its shipped script, and an administrator on the other end of a wire. */
export interface World {
  readonly scene: Scene;
  /** Every script that ships for machines, by its path in the project. */
  readonly scripts: readonly string[];
  /** The script that loads a firewall for a trial, among them. */
  readonly script: string;
  /** Scripts that did not do what they have to. */
  readonly faulty: Set<string>;
  /** Shipped rules of alphard. */
  readonly rules: string;
  /** Other rules, which let in no SSH. */
  readonly otherRules: string;
  /** Runs apply-firewall.sh as a connection of SSH would; by its number the script tells connections apart. */
  readonly apply: (words: readonly string[], connection?: number) => Promise<Ran>;
  /** The same in the session of a connection that is cut off right after. */
  readonly applyAndCut: (words: readonly string[]) => Promise<void>;
  /** The table as nft lists it, without counters; empty when there is none. */
  readonly table: () => Promise<string>;
  /**
   * Sends a line every 50 ms over one connection from the administrator to port 22, while `act` runs and a while longer.
   * @returns answers that came after `act`
   */
  readonly talkThrough: (act: () => Promise<void>) => Promise<number>;
  /** Whether a new connection from the administrator to a port is taken. */
  readonly connects: (port: number) => Promise<boolean>;
}

const [alphard, administrator] = ['172.22.0.134', '192.0.2.10'];
/** A port on which something listens and which no flow opens. */
export const shutPort = 8080;

export async function startWorld(scene: Scene): Promise<World> {
  const hosts = join(scene.project, 'dist/proxmox/hosts');
  const folder = scene.newFolder('alphard');
  const shipped = 'dist/proxmox/hosts/apply-firewall.sh';
  const script = join(folder, 'apply-firewall.sh');
  copyFileSync(join(scene.project, shipped), script);
  await wire(scene);
  await echo(22);
  await echo(shutPort);
  const otherRules = join(folder, 'other.nft');
  writeFileSync(
    otherRules,
    [
      'table inet asterism',
      'delete table inet asterism',
      'table inet asterism {',
      '  chain input {',
      '    type filter hook input priority 0; policy drop;',
      '    ct state established,related accept',
      '  }',
      '}',
      '',
    ].join('\n'),
  );
  const environment = (connection: number) => ({
    SSH_CONNECTION: `${administrator} ${40000 + connection} ${alphard} 22`,
  });
  return {
    scene,
    scripts: scriptsBelow(scene.project),
    script: shipped,
    faulty: new Set(),
    rules: join(hosts, 'alphard/nftables.nft'),
    otherRules,
    apply: (words, connection = 1) =>
      scene.run('sh', [script, ...words], { env: environment(connection), codes: [0, 1, 2] }),
    applyAndCut: (words) =>
      new Promise((resolve, reject) => {
        const shell = spawn('sh', ['-c', `sh ${script} ${words.join(' ')} && echo done && sleep 60`], {
          env: { ...process.env, ...environment(1) },
          stdio: ['ignore', 'pipe', 'pipe'],
          detached: true,
        });
        let said = '';
        shell.stderr.on('data', (chunk) => (said += String(chunk)));
        shell.on('error', reject);
        shell.on('exit', (code) => {
          reject(new Error(`it ended with ${code ?? 'a signal'} before the connection was cut: ${said}`));
        });
        shell.stdout.on('data', (chunk) => {
          if (!String(chunk).includes('done') || shell.pid === undefined) return;
          // What sshd does to the session of a connection that is gone, and more.
          process.kill(-shell.pid, 'SIGHUP');
          process.kill(-shell.pid, 'SIGKILL');
          resolve();
        });
      }),
    table: async () => {
      const { code, stdout } = await scene.run('nft', ['-s', 'list', 'table', 'inet', 'asterism'], {
        codes: [0, 1],
      });
      return code === 0 ? stdout : '';
    },
    talkThrough: (act) => talk(act),
    connects: async (port) => {
      const { code } = await scene.run(
        'ip',
        ['netns', 'exec', 'administrator', 'node', '-e', tryScript, alphard, String(port)],
        { codes: [0, 1] },
      );
      return code === 0;
    },
  };
}

const tryScript = `
const socket = require('node:net').connect(Number(process.argv[2]), process.argv[1]);
socket.on('connect', () => process.exit(0)).on('error', () => process.exit(1));
setTimeout(() => process.exit(1), 700);
`;

const talkScript = `
const socket = require('node:net').connect(22, process.argv[1]);
socket.on('data', (data) => process.stdout.write(data)).on('error', () => process.exit(1));
setInterval(() => socket.write('.'), 50);
`;

async function talk(act: () => Promise<void>): Promise<number> {
  const client = spawn('ip', ['netns', 'exec', 'administrator', 'node', '-e', talkScript, alphard], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let answers = 0;
  client.stdout.on('data', (chunk) => (answers += String(chunk).length));
  const until = async (enough: () => boolean) => {
    const end = Date.now() + 5000;
    while (!enough() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  try {
    await until(() => answers > 0);
    if (answers === 0) throw new Error('the connection could not be opened before');
    await act();
    const before = answers;
    await until(() => answers > before + 10);
    return answers - before;
  } finally {
    client.kill('SIGKILL');
  }
}

/** A wire from alphard, which is this namespace, to the administrator's machine. */
async function wire(scene: Scene): Promise<void> {
  const ip = (words: string) => scene.run('ip', words.split(' '));
  await ip('netns add administrator');
  await ip('link add lan type veth peer name eth0 netns administrator');
  await ip(`address add ${alphard}/24 dev lan`);
  await ip('link set lan up');
  await ip('route add 192.0.2.0/24 dev lan');
  const inside = '-n administrator';
  await ip(`${inside} address add ${administrator}/24 dev eth0`);
  await ip(`${inside} link set eth0 up`);
  await ip(`${inside} route add 172.22.0.0/24 dev eth0`);
}

/** Sends back whatever comes. */
function echo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).pipe(socket);
    });
    server.on('error', reject);
    server.unref();
    server.listen(port, '0.0.0.0', () => {
      resolve();
    });
  });
}

function scriptsBelow(project: string): readonly string[] {
  return readdirSync(join(project, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^/]+\/hosts\/.*\.sh$/.test(path))
    .map((path) => `dist/${path}`)
    .sort();
}
