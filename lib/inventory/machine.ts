import type { Claimed } from './claim';
import type { Facts, Host, Node } from './facts';
import type { MachineSystem } from './system';

/** A machine of the inventory: a node or a host. */
export type NodeOrHost =
  { readonly kind: 'node'; readonly node: Node } | { readonly kind: 'host'; readonly host: Host };

/** Every machine: nodes first, in the order of the cluster file. */
export function machinesIn({ nodes, hosts }: Pick<Facts, 'nodes' | 'hosts'>): readonly NodeOrHost[] {
  return [
    ...nodes.map((node) => ({ kind: 'node' as const, node })),
    ...hosts.map((host) => ({ kind: 'host' as const, host })),
  ];
}

/** Name of a machine. */
export function machineName(machine: NodeOrHost): string {
  return machine.kind === 'node' ? machine.node.name : machine.host.name;
}

/** The operating system of a machine, or undefined if asterism does not configure the machine. */
export function systemOf(machine: NodeOrHost): MachineSystem | undefined {
  return machine.kind === 'node' ? machine.node.system : machine.host.system;
}

/** What the machine and its system claim, without the programs of a host. */
export function machineClaims(machine: NodeOrHost): readonly Claimed[] {
  return machine.kind === 'node'
    ? [...(machine.node.machine?.claims ?? []), ...(machine.node.system?.claims ?? [])]
    : (machine.host.system?.claims ?? []);
}
