import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgresql } from '../../drivers/postgresql';
import type { Claim } from '../../harness';
import { filesNamed, type World } from './renderings';

/** Roles whose passwords a file asks for. */
function rolesIn(text: string): readonly string[] {
  return [...text.matchAll(/"\$CREDENTIALS_DIRECTORY"\/'([^']*)'/g)].map(([, role = '']) => role);
}

export const postgresqlClaims: readonly Claim<World>[] = [
  {
    says: 'PostgreSQL takes every database, role, schema and line of access with hostile values',
    by: 'each init.sql run by psql on one server, and pg_hba_file_rules after every line of every pg_hba.conf',
    prove: async (world) => {
      const { scene, folder } = world;
      const access = filesNamed(world, /pg_hba\.conf$/).flatMap(({ text }) =>
        text.split('\n').filter((line) => line.startsWith('host ')),
      );
      const { sql } = await startPostgresql(scene, { address: '127.0.0.1', access: [...new Set(access)] });
      const wrong = await sql('select line_number, error from pg_hba_file_rules where error is not null');
      if (wrong !== '') throw new Error(`pg_hba.conf: ${wrong}`);
      const passwords = join(folder, 'passwords');
      mkdirSync(passwords);
      const scripts = filesNamed(world, /init\.sql$/);
      for (const { text } of scripts) {
        for (const role of rolesIn(text)) writeFileSync(join(passwords, role), 'x');
        await sql(text, 'postgres', { env: { CREDENTIALS_DIRECTORY: passwords }, cwd: folder });
      }
      const superusers = await sql('select rolname from pg_roles where rolsuper');
      if (superusers !== 'postgres') throw new Error(`superusers are now: ${superusers}`);
      return `${scripts.length} scripts, ${new Set(access).size} lines of access`;
    },
  },
];
