import type { HostModel } from '../../network';
import type { HostFile } from '../host-file';
import { initSql } from './init-sql';
import { pgHba } from './pg-hba';

/** What every PostgreSQL server beside the cluster needs, whoever runs it. */
export function postgresqlFiles({ plan: { facts }, flows }: HostModel): readonly HostFile[] {
  return facts.hosts.flatMap((host) => {
    const { postgresql } = host.services;
    if (postgresql === undefined) return [];
    return [
      { path: `${host.name}/init.sql`, text: initSql(postgresql.databases, host, facts) },
      { path: `${host.name}/pg_hba.conf`, text: pgHba(host, flows, facts) },
    ];
  });
}
