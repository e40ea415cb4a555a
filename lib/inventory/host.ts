import type { HostInput } from './facts';

/** A declared host: the cluster lists it, and endpoints refer to it. */
export interface HostDeclaration {
  readonly input: HostInput;
}

/**
 * Declares a machine outside the cluster, which the cluster lists and to which components connect.
 * @example const db = host({ name: 'db', description: 'PostgreSQL', interfaces: [{ name: 'eth0', network: 'nodes',
 * address: '192.0.2.20' }], programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })], });
 */
export function host(input: HostInput & { readonly name: string }): HostDeclaration {
  return { input };
}
