import type { Host } from '../../inventory';
import type { HostModel } from '../../network';
import type { ClusterPlan } from '../../plan';
import type { HostFile } from '../host-file';
import { type Database, initSql } from './init-sql';
import { pgHba } from './pg-hba';

/** What every PostgreSQL server beside the cluster needs, whoever runs it. */
export function postgresqlFiles({ plan, flows }: Pick<HostModel, 'plan' | 'flows'>): readonly HostFile[] {
  const { facts } = plan;
  return facts.hosts.flatMap((host) => {
    const { postgresql } = host.services;
    if (postgresql === undefined) return [];
    return [
      { path: `${host.name}/init.sql`, text: initSql(withSchemas(host, plan), host, facts) },
      { path: `${host.name}/pg_hba.conf`, text: pgHba(host, flows, facts) },
    ];
  });
}

/** The databases of a host, each with the schemas of the tables that components fill there. */
function withSchemas(host: Host, { components }: ClusterPlan): readonly Database[] {
  const tables = components.flatMap((component) => component.tables);
  return (host.services.postgresql?.databases ?? []).map((database) => {
    const schemas = tables
      .filter((use) => use.database.owner.host === host.name && use.database.database === database.name)
      .map(({ table }) => table.split('.'))
      .flatMap(([schema, table]) =>
        schema === undefined || table === undefined || schema === 'public' ? [] : [schema],
      );
    return { ...database, schemas: [...new Set(schemas)].sort() };
  });
}
