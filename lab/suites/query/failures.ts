import { createServer } from 'node:net';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, freePort, waitFor, same } from '../../harness';
import { makeTable, makeView, type World } from './world';

/** How a call fails: its arguments, its environment, and what its one line says. */
interface Failing {
  readonly what: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: RegExp;
  /** @default 1 */
  readonly code?: number;
}

async function prove(world: World, cases: readonly Failing[]): Promise<void> {
  await Promise.all(
    cases.map(async ({ what, args, env = {}, says, code = 1 }) => {
      const ran = await world.asterism.run(['query', ...args], { env });
      same(`${what}: exit code and output`, [ran.code, ran.stdout], [code, '']);
      if (!/^error [^\n]+; [^\n]+\n$/.test(ran.stderr))
        throw new Error(`${what}: not one line with a next step: ${ran.stderr}`);
      if (!says.test(ran.stderr)) throw new Error(`${what}: ${ran.stderr}`);
    }),
  );
}

export const tellsFailures: Claim<World> = {
  says: 'Each failure is one line with the next step and exit code 1: nothing listens, no route, no answer, a wrong password, no access, no database, no table, no right',
  by: 'each of them made so on the real server',
  prove: async (world) => {
    const { server, at, sql, asterism } = world;
    await makeTable(world);
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const silentPort = typeof address === 'object' && address !== null ? address.port : 0;
    const place = `alkaid \\(${at.address}:${at.port}\\)`;
    try {
      const waiting = prove(world, [
        {
          what: 'no answer',
          args: ['--host', '127.0.0.1', '--port', String(silentPort)],
          says: /does not answer within 10 s/,
        },
      ]);
      await prove(world, [
        {
          what: 'refused',
          args: ['--port', String(await freePort())],
          says: /^error alkaid \(.*refuses the connection: nothing listens there/,
        },
        {
          what: 'no route',
          args: ['--host', '203.0.113.7'],
          says: /^error 203\.0\.113\.7:5432: the network has no route to 203\.0\.113\.7; .*ssh -L/,
        },
      ]);
      await prove(world, [
        {
          what: 'wrong password',
          args: [],
          env: { PGPASSWORD: 'wr0ng-secret' },
          says: new RegExp(
            `^error ${place}: refuses the password for role kafka, which is from PGPASSWORD; .*Secret kafka-connect/postgresql`,
          ),
        },
        {
          what: 'no access',
          args: ['--user', 'outsider'],
          says: /does not let role outsider in: pg_hba\.conf rejects.*; give pg_hba\.conf on alkaid a line/,
        },
        {
          what: 'no name',
          args: ['--host', 'nowhere.example'],
          says: /no address is known for "nowhere\.example"; correct --host/,
        },
      ]);
      await waiting;
    } finally {
      silent.close();
    }
    await sql(`alter table ${at.table} owner to postgres`);
    await prove(world, [
      { what: 'no right', args: [], says: /role kafka may not read it: permission denied for table/ },
    ]);
    await sql(`drop table ${at.table}`);
    await prove(world, [
      {
        what: 'no table',
        args: [],
        says: new RegExp(
          `^error ${place}: database kafka has no table public\\.${at.table}; the sink makes it with the first message of demo-messages`,
        ),
      },
      { what: 'no table to count', args: ['--count'], says: /has no table/ },
    ]);
    // A session may take a moment to be over.
    await waitFor('the database to be renamed', 20, async () => {
      await server.sql(`alter database ${at.database} rename to elsewhere`);
      return true;
    });
    try {
      await prove(world, [
        {
          what: 'no database',
          args: [],
          says: new RegExp(
            `^error ${place}: the server has no database kafka; create it there with owner kafka`,
          ),
        },
      ]);
    } finally {
      await server.sql(`alter database elsewhere rename to ${at.database}`);
    }
    if (asterism.printed().includes('wr0ng-secret')) throw new Error('a wrong password is printed');
    return '10 failures';
  },
};

export const tellsMistakes: Claim<World> = {
  says: 'All mistakes of a person are reported at once, with what is near, and exit code 2',
  by: 'a call with six mistakes, and calls about columns that are not there',
  prove: async (world) => {
    const { at, sql, asterism } = world;
    await makeTable(world);
    const ran = await asterism.run([
      'query',
      '--cluster',
      'proxmax',
      '--limit',
      '-1',
      '--since',
      'yesterday',
      '--port',
      '70000',
      '--user',
      '',
    ]);
    same('exit code of a call with six mistakes', ran.code, 2);
    same(
      'options whose mistakes are told',
      ran.stderr
        .trimEnd()
        .split('\n')
        .map((line) => line.split(':')[0]),
      ['error --since', 'error --limit', 'error --port', 'error --user', 'error --cluster'].sort(
        (a, b) => ran.stderr.indexOf(a) - ran.stderr.indexOf(b),
      ),
    );
    if (!ran.stderr.includes('did you mean "proxmox"?')) throw new Error(ran.stderr);
    await prove(world, [
      {
        what: 'a cluster without sinks',
        args: ['--cluster', 'pi'],
        code: 2,
        says: /cluster pi has no sink/,
      },
      {
        what: 'a table that no sink fills',
        args: ['--table', 'kafka_message'],
        code: 2,
        says: /no sink of proxmox writes into "kafka_message"; did you mean "kafka_messages"\?/,
      },
      {
        what: 'a missing column',
        args: ['--time-column', 'created'],
        code: 2,
        says: /has no column "created"; did you mean "created_at"\?|use one of created_at/,
      },
    ]);
    await sql(`alter table ${at.table} add seen timestamptz`);
    await prove(world, [
      {
        what: 'two times',
        args: ['--since', '1h'],
        code: 2,
        says: /no one column that says when; choose with --time-column one of created_at, seen/,
      },
    ]);
    await sql(`alter table ${at.table} drop seen, drop created_at`);
    await prove(world, [
      {
        what: 'no time',
        args: ['--since', '1h'],
        code: 2,
        says: /no column that holds a time; leave --since out/,
      },
      {
        what: 'no time there',
        args: ['--time-column', 'text'],
        code: 2,
        says: /column "text" is of type text, which is not a time/,
      },
    ]);
    return '11 mistakes';
  },
};

export const encrypts: Claim<World> = {
  says: 'With `--tls` the connection is encrypted, and with `verify` only a server that proves its name is asked',
  by: 'pg_stat_ssl of its sessions, and a certificate of an authority that it does or does not know',
  prove: async (world) => {
    const { scene, server, at, asterism } = world;
    await makeTable(world);
    const uid = Number((await scene.run('id', ['-u', 'postgres'])).stdout);
    const folder = scene.newFolder('tls');
    const certify = async (address: string) => {
      const [key, certificate] = [join(folder, `${address}.key`), join(folder, `${address}.crt`)];
      const subject = ['-subj', '/CN=alkaid', '-addext', `subjectAltName=IP:${address}`];
      const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate];
      await scene.run('openssl', ['req', '-x509', ...made, ...subject]);
      for (const path of [key, certificate]) chownSync(path, uid, -1);
      return { key, certificate };
    };
    await prove(world, [
      { what: 'no TLS', args: ['--tls', 'require'], says: /speaks no TLS; leave --tls out/ },
    ]);
    const serve = async ({ key, certificate }: { key: string; certificate: string }) => {
      const settings = { ssl_cert_file: certificate, ssl_key_file: key, ssl: 'on' };
      for (const [name, value] of Object.entries(settings))
        await server.sql(`alter system set ${name} = '${value}'`);
      await server.sql('select pg_reload_conf()');
    };
    const right = await certify(at.address);
    await serve(right);
    // A view that shows who looks at it.
    await makeView(world, 'select ssl::text as encrypted from pg_stat_ssl where pid = pg_backend_pid()');
    const asked = async (args: readonly string[], env = {}) => {
      const ran = await asterism.run(['query', '--format', 'csv', ...args], { env });
      return ran.code === 0 ? ran.stdout.split('\r\n')[1] : ran.stderr;
    };
    const trusting = { NODE_EXTRA_CA_CERTS: right.certificate };
    same('off', await asked([]), 'false');
    same('require', await asked(['--tls', 'require']), 'true');
    same('verify', await asked(['--tls', 'verify'], trusting), 'true');
    await prove(world, [
      {
        what: 'an authority that is not known',
        args: ['--tls', 'verify'],
        says: /its certificate is not trusted \(self[- ]signed certificate\); .*NODE_EXTRA_CA_CERTS/,
      },
    ]);
    const other = await certify('198.51.100.7');
    await serve(other);
    await prove(world, [
      {
        what: 'another name',
        args: ['--tls', 'verify'],
        env: { NODE_EXTRA_CA_CERTS: other.certificate },
        says: /its certificate is for another name/,
      },
    ]);
    return 'off, require, verify, 3 refusals';
  },
};
