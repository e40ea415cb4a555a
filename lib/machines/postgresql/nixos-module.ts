import type { Facts } from '../../inventory';
import { header, textOf } from '../machine-file';
import { indented, listLines, nixString } from '../nixos/text';
import type { PostgresqlSettings } from './props';

/** Folder on the machine with a file for the password of each role; only root may read it. */
export const passwordFolder = '/etc/secrets/postgresql';

/**
 * `postgresql.nix` of a host. Roles and databases come from `init.sql` and access from `pg_hba.conf`, which lie beside it and
 * are the same on every system: `ensureUsers` would set no password, and an owner only for a database of its own name.
 */
export function postgresqlModule({ port, major, databases }: PostgresqlSettings, facts: Facts): string {
  const owners = [...new Set(databases.map(({ owner }) => owner))];
  return textOf([
    ...header(facts, '#'),
    '{ config, pkgs, ... }:',
    '',
    '{',
    ...indented([
      'services.postgresql = {',
      ...indented([
        'enable = true;',
        '# Pinned: the data of one major version cannot be read by the next.',
        `package = pkgs.postgresql_${major};`,
        '# Listens on every address; the packet filter and pg_hba.conf decide who may connect.',
        'enableTCPIP = true;',
        `settings.port = ${port};`,
        'settings.password_encryption = "scram-sha-256";',
        'authentication = builtins.readFile ./pg_hba.conf;',
      ]),
      '};',
      '',
      'systemd.services.postgresql-databases = {',
      ...indented([
        'description = "Roles, databases and passwords of PostgreSQL";',
        '# After the service alone, the server may still be in recovery and accept no changes.',
        'after = [ "postgresql.target" ];',
        'requires = [ "postgresql.target" ];',
        'wantedBy = [ "multi-user.target" ];',
        `environment.PGPORT = ${nixString(String(port))};`,
        'serviceConfig = {',
        ...indented([
          'Type = "oneshot";',
          'RemainAfterExit = true;',
          'User = "postgres";',
          '# Root owns these files, which are put on the machine by hand; systemd gives this unit copies that the user above can read.',
          ...listLines(
            'LoadCredential',
            owners.map((owner) => nixString(`${owner}:${passwordFolder}/${owner}`)),
          ),
          'ExecStart = "${config.services.postgresql.package}/bin/psql --no-psqlrc --dbname=postgres --file=${./init.sql}";',
        ]),
        '};',
      ]),
      '};',
    ]),
    '}',
  ]);
}
