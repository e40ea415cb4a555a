import type { Facts, Host, Node } from './facts';

/** A machine that runs NixOS: a VM of the cluster, or an LXC container beside it. */
export type NixosMachine =
  { readonly kind: 'node'; readonly node: Node } | { readonly kind: 'host'; readonly host: Host };

/** Every machine that runs NixOS: nodes first, in the order in which they were written. */
export function nixosMachines(facts: Facts): readonly NixosMachine[] {
  return [
    ...facts.nodes
      .filter((node) => node.machine?.kind === 'vm')
      .map((node) => ({ kind: 'node' as const, node })),
    ...facts.hosts.filter((host) => host.system === 'nixos').map((host) => ({ kind: 'host' as const, host })),
  ];
}

/** Name of a machine. */
export function machineName(machine: NixosMachine): string {
  return machine.kind === 'node' ? machine.node.name : machine.host.name;
}
