import { filterTable, guardedMachines, guardedName } from '../network';
import type { HostContext } from './context';
import type { HostFile } from './host-file';
import { nftablesFile } from './nftables';

/** The packet filter of every machine that runs NixOS. */
export function firewallFiles({ plan: { facts }, flows }: HostContext): readonly HostFile[] {
  return guardedMachines(facts).map((machine) => ({
    path: `${guardedName(machine)}/nftables.nft`,
    text: nftablesFile(filterTable(machine, flows, facts), facts),
  }));
}
