import { claimKind } from '../../inventory';
import { postgresqlProps } from './props';

/** The PostgreSQL server of a host. */
export const postgresqlServers = claimKind({ name: 'postgresqlServers', shape: postgresqlProps });
