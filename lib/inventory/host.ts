import { isRecord, withExamples } from '../values';
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
  return {
    input,
    postgresql: (use) => ({
      protocol: 'postgresql',
      transport: 'tcp',
      port: portOf(input),
      owner: { kind: 'host', host: input.name },
      ...use,
    }),
  };
}

/** The port that the host declares for PostgreSQL; a declaration of another shape is reported when the cluster is read. */
function portOf(input: HostInput): number {
  let value = withExamples(input, '', () => undefined);
  for (const key of ['services', 'postgresql', 'port']) value = isRecord(value) ? value[key] : undefined;
  return typeof value === 'number' ? value : 5432;
}
