import type { Facts, Host, Node } from './facts';

/** A machine of the inventory: a node or a host. */
export type NodeOrHost =
  { readonly kind: 'node'; readonly node: Node } | { readonly kind: 'host'; readonly host: Host };

/** Every machine that runs NixOS: nodes first, in the order of the cluster file. */
export function nixosMachines(facts: Facts): readonly NodeOrHost[] {
  return machinesIn(facts).filter(runsNixos);
}

/** Every machine: nodes first, in the order of the cluster file. */
export function machinesIn({ nodes, hosts }: Pick<Facts, 'nodes' | 'hosts'>): readonly NodeOrHost[] {
  return [
    ...nodes.map((node) => ({ kind: 'node' as const, node })),
    ...hosts.map((host) => ({ kind: 'host' as const, host })),
  ];
}

/** Whether a machine runs NixOS: every VM does, and a host with `system: 'nixos'`. */
export function runsNixos(machine: NodeOrHost): boolean {
  return machine.kind === 'node' ? machine.node.machine?.kind === 'vm' : machine.host.system === 'nixos';
}

/** Name of a machine. */
export function machineName(machine: NodeOrHost): string {
  return machine.kind === 'node' ? machine.node.name : machine.host.name;
}
