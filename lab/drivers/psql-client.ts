import { dirname, join } from 'node:path';
import type { Ran, Scene } from '../harness';
import { toolPath } from '../programs';

/** Who logs in, where, and from where. */
export interface LogIn {
  /** Network namespace in which the client runs. */
  readonly namespace: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

/** Runs SQL over the network, as a client elsewhere does. @returns what psql printed; code 2 means that it was not let in */
export function clientSql(scene: Scene, logIn: LogIn, text: string): Promise<Ran> {
  const psql = join(dirname(toolPath('postgresql')), 'psql');
  const { namespace, host, port, database, role, password } = logIn;
  return scene.run(
    'ip',
    [
      ...[
        'netns',
        'exec',
        namespace,
        psql,
        '--no-psqlrc',
        '--csv',
        '--tuples-only',
        '--quiet',
        '--set',
        'ON_ERROR_STOP=1',
      ],
      ...['--host', host, '--port', String(port), '--username', role, '--dbname', database, '--no-password'],
    ],
    { input: text, env: { PGPASSWORD: password, PGCONNECT_TIMEOUT: '5' }, codes: [0, 1, 2, 3], limit: 20 },
  );
}
