import { firewallTrial } from './firewall-trial';
import { firewalld } from './firewalld';
import { hostsFile } from './hosts-file';
import { nftables } from './nftables';
import { nixos } from './nixos';
import { nixLeftovers } from './nixos/leftovers';
import { openTofu } from './opentofu';
import { tofuLeftovers } from './opentofu/leftovers';
import { openVswitch } from './open-vswitch';
import type { MachineTrait } from './running';

export { gateway } from './gateway';
export { haproxy } from './haproxy';
export { dns } from './dns';
export { iscDhcpd, kea } from './dhcp';
export { k3s } from './k3s';
export { kubernetes } from './kubernetes';
export { nixosModules } from './nixos/claim';
export { postgresql } from './postgresql';
export { postgresqlOn } from './postgresql/endpoint';

/**
 * What follows from machines themselves. With the programs above, which hosts list, this is all that the frame knows of what runs on
 * machines. Where several are about one thing, such as a stage of `verify.sh`, they come in this order.
 */
export const traits: readonly MachineTrait[] = [
  nftables,
  firewalld,
  firewallTrial,
  openVswitch,
  openTofu,
  nixos,
  hostsFile,
];

/**
 * What programs that a person runs on the files of machines leave beside them, as lines of a `.gitignore`. It is not configuration,
 * much of it is secret, and the program needs it at its next run. So synth neither reports nor removes it, and git ignores it.
 */
export const leftovers: readonly string[] = [...tofuLeftovers, ...nixLeftovers];
