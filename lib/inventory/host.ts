import type { HostInput } from './facts';

/** A machine beside the cluster, declared once, so that the cluster lists it and programs on it make endpoints of it. */
export interface HostDeclaration {
  readonly input: HostInput;
}

/**
 * Declares a machine beside the cluster once, so that the cluster lists it and components reach it.
 * @example
 * const db = host({
 *   name: 'db',
 *   description: 'PostgreSQL',
 *   interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
 *   programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
 * });
 */
export function host(input: HostInput & { readonly name: string }): HostDeclaration {
  return { input };
}
