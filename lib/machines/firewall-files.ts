import { type HostModel, tableName } from '../network';
import type { HostFile } from './host-file';
import { nftablesFile } from './nftables';

/** The packet filter of every machine that runs NixOS: the rules that the model walks. */
export function firewallFiles({ plan: { facts }, scene }: HostModel): readonly HostFile[] {
  return scene.machines.flatMap(({ name, tables }) =>
    tables
      .filter((table) => table.name === tableName)
      .map((table) => ({ path: `${name}/nftables.nft`, text: nftablesFile(table, facts) })),
  );
}
