import type { Facts, Host, Node } from './facts';

/** A machine of the inventory: one of the cluster, or one beside it. */
export type NodeOrHost =
  { readonly kind: 'node'; readonly node: Node } | { readonly kind: 'host'; readonly host: Host };

/** Every machine that runs NixOS: nodes first, in the order in which they were written. */
export function nixosMachines(facts: Facts): readonly NodeOrHost[] {
  return machinesIn(facts).filter(runsNixos);
}

/** Every machine: nodes first, in the order in which they were written. */
export function machinesIn({ nodes, hosts }: Pick<Facts, 'nodes' | 'hosts'>): readonly NodeOrHost[] {
  return [
    ...nodes.map((node) => ({ kind: 'node' as const, node })),
    ...hosts.map((host) => ({ kind: 'host' as const, host })),
  ];
}

/** Whether a machine runs NixOS: a VM of the cluster, or a host of that system. */
export function runsNixos(machine: NodeOrHost): boolean {
  return machine.kind === 'node' ? machine.node.machine?.kind === 'vm' : machine.host.system === 'nixos';
}

/** Name of a machine. */
export function machineName(machine: NodeOrHost): string {
  return machine.kind === 'node' ? machine.node.name : machine.host.name;
}
