import { claimsOf, type Facts, type Host } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { filledScript, shellWord } from '../../values';
import { type MachineFile, scriptHeader, under } from '../machine-file';
import { runsNixos } from '../nixos/claim';
import type { RunContext } from '../running';
import { filledTables } from './filled-tables';
import { type Database, initSql, passwordsVariable } from './init-sql';
import { passwordFolder } from './nixos-module';
import { pgHba } from './pg-hba';
import type { PostgresqlSettings } from './props';
import { setUp } from './set-up.script';

/** What the server needs, whoever runs it. */
export function postgresqlFiles(
  settings: PostgresqlSettings,
  { model: { plan, flows }, machines }: Pick<RunContext, 'model' | 'machines'>,
): readonly MachineFile[] {
  const { facts } = plan;
  return machines.flatMap(({ name, host }) =>
    host === undefined
      ? []
      : under(name, [
          { path: 'init.sql', text: initSql(withSchemas(settings, host, plan), host, facts) },
          { path: 'pg_hba.conf', text: pgHba(settings, host, flows, facts) },
          // NixOS has a module of its own for it.
          ...(runsNixos(host) ? [] : [{ path: 'postgresql.sh', text: setUpScript(settings, facts) }]),
        ]),
  );
}

/** The databases of a server, each with the schemas of the tables that components fill there. */
function withSchemas({ databases }: PostgresqlSettings, host: Host, plan: ClusterPlan): readonly Database[] {
  const tables = claimsOf(plan, filledTables).map(({ value }) => value);
  return databases.map((database) => {
    const schemas = tables
      .filter((use) => use.database.owner.host === host.name && use.database.database === database.name)
      .map(({ table }) => table.split('.'))
      .flatMap(([schema, table]) =>
        schema === undefined || table === undefined || schema === 'public' ? [] : [schema],
      );
    return { ...database, schemas: [...new Set(schemas)].sort() };
  });
}

/** Script that sets the server up on a system that is not NixOS. */
function setUpScript({ major, port, databases }: PostgresqlSettings, facts: Facts): string {
  return filledScript(setUp, {
    header: scriptHeader(facts),
    major,
    port,
    passwords: passwordFolder,
    owners: [...new Set(databases.map(({ owner }) => shellWord(owner)))].join(' '),
    variable: passwordsVariable,
  });
}
