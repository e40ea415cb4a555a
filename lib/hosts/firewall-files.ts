import { filterTable, type Guarded } from '../network';
import type { HostContext } from './context';
import type { HostFile } from './host-file';
import { nftablesFile } from './nftables';

/** The packet filter of every machine that runs NixOS. */
export function firewallFiles({ plan: { facts }, flows }: HostContext): readonly HostFile[] {
  const guarded: readonly (Guarded & { readonly name: string })[] = [
    ...facts.nodes
      .filter((node) => node.machine?.kind === 'vm')
      .map((node) => ({ kind: 'node' as const, node, name: node.name })),
    ...facts.hosts
      .filter((host) => host.system === 'nixos')
      .map((host) => ({ kind: 'host' as const, host, name: host.name })),
  ];
  return guarded.map((machine) => ({
    path: `${machine.name}/nftables.nft`,
    text: nftablesFile(filterTable(machine, flows, facts), facts),
  }));
}
