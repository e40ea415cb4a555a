import { plainAt } from '../values';
import type { PostgresqlEndpoint } from './endpoint';
import type { HostInput } from './facts';

/** A machine beside the cluster, and the endpoints it offers to components. */
export interface HostDeclaration {
  readonly input: HostInput;
  /** The database that the component uses, and the role it logs in with. The host has to list both. */
  readonly postgresql: (use: { readonly database: string; readonly user: string }) => PostgresqlEndpoint;
}

/**
 * Declares a machine beside the cluster once, so that the cluster lists it and components reach it.
 * @example
 * const db = host({
 *   name: 'db',
 *   description: 'PostgreSQL',
 *   interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
 *   services: { postgresql: { databases: [{ name: 'kafka', owner: 'kafka' }] } },
 * });
 */
export function host(input: HostInput & { readonly name: string }): HostDeclaration {
  const [name, port] = [plainAt(input, ['name']), plainAt(input, ['services', 'postgresql', 'port'])];
  return {
    input,
    // What is wrong with the declaration is reported when the cluster is read.
    postgresql: (use) => ({
      protocol: 'postgresql',
      transport: 'tcp',
      port: typeof port === 'number' ? port : 5432,
      owner: { kind: 'host', host: typeof name === 'string' ? name : '' },
      ...use,
    }),
  };
}
