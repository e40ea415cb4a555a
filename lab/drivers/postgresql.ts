import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ran, RunOptions, Scene, Server } from '../harness';
import { toolPath } from '../programs';

/** What a PostgreSQL server is started with. */
export interface PostgresqlSpec {
  /** Tells several apart. @default postgresql */
  readonly name?: string;
  /** Address on which it listens beside its socket. */
  readonly address: string;
  /** @default 5432 */
  readonly port?: number;
  /** Lines of `pg_hba.conf` beside those for the administrator on the socket. */
  readonly access: readonly string[];
  /** Command in which it runs, such as `ip netns exec alkaid`. @default none */
  readonly within?: readonly string[];
}

/** A running PostgreSQL server. */
export interface Postgresql {
  readonly server: Server;
  /** Runs SQL as the administrator, stopping at the first error. @returns rows as `psql --csv` prints them, without a head */
  readonly sql: (text: string, database?: string, options?: RunOptions) => Promise<string>;
  /** Stops it as its service does, without waiting for those who are connected, and starts it again on the same data. */
  readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>;
}

/** PostgreSQL refuses to run as root; Debian's package makes this user. */
const user = 'postgres';

/**
 * Starts PostgreSQL on a data folder of its own. Nothing is synced to the disk: the data goes with the scene.
 * Passwords are stored as SCRAM, PostgreSQL's default.
 */
export async function startPostgresql(scene: Scene, spec: PostgresqlSpec): Promise<Postgresql> {
  const { name = 'postgresql', address, port = 5432, access, within = [] } = spec;
  const folder = scene.newFolder(name);
  const data = join(folder, 'data');
  const programs = dirname(toolPath('postgresql'));
  const { stdout } = await scene.run('id', ['-u', user]);
  const uid = Number(stdout);
  // The scratch folder is root's alone; the server has to get through to its data.
  chmodSync(scene.folder, 0o711);
  chownSync(folder, uid, -1);
  const asUser = ['setpriv', '--reuid', user, '--regid', user, '--clear-groups'];
  const call = (command: string, args: readonly string[], options?: RunOptions): Promise<Ran> =>
    scene.run('setpriv', [...asUser.slice(1), command, ...args], { cwd: folder, ...options });
  await call(join(programs, 'initdb'), [
    '--no-sync',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--locale',
    'C.UTF-8',
    data,
  ]);
  writeFileSync(join(data, 'pg_hba.conf'), ['local all postgres trust', ...access, ''].join('\n'));
  const sql = async (text: string, database = 'postgres', options?: RunOptions): Promise<string> => {
    const connection = ['--host', folder, '--port', String(port), '--username', user, '--dbname', database];
    const form = ['--no-psqlrc', '--csv', '--tuples-only', '--quiet', '--set', 'ON_ERROR_STOP=1'];
    const ran = await call(join(programs, 'psql'), [...connection, ...form], { input: text, ...options });
    return ran.stdout.trim();
  };
  const [command = '', ...before] = [...within, ...asUser];
  const start = (): Promise<Server> =>
    scene.start({
      name,
      command,
      args: [
        ...[...before, join(programs, 'postgres'), '-D', data, '-k', folder],
        ...['-c', `listen_addresses=${address}`, '-c', `port=${port}`, '-c', 'fsync=off'],
      ],
      cwd: folder,
      ready: async () => (await sql('select 1')) === '1',
    });
  const first = await start();
  let server = first;
  return {
    get server() {
      return server;
    },
    sql,
    restart: async (meanwhile) => {
      // SIGTERM alone would wait until everybody has logged out.
      server.signal('SIGINT');
      await server.stop();
      try {
        await meanwhile?.();
      } finally {
        server = await start();
      }
    },
  };
}
