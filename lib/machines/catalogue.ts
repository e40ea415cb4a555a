import { firewallTrial } from './firewall-trial';
import { firewalld } from './firewalld';
import { nixLeftovers } from './nixos/leftovers';
import { tofuLeftovers } from './proxmox/leftovers';
import type { MachineTrait } from './running';

export { enterpriseLinux } from './enterprise-linux';
export { gateway } from './gateway';
export { haproxy } from './haproxy';
export { dns } from './dns';
export { iscDhcpd, kea } from './dhcp';
export { k3s } from './k3s';
export { kubernetes } from './kubernetes';
export { nixos } from './nixos';
export { nixosModules } from './nixos/claim';
export { postgresql } from './postgresql';
export { postgresqlOn } from './postgresql/endpoint';
export { proxmox } from './proxmox';
export { raspberryPi } from './raspberry-pi';

/**
 * What follows from all machines of a kind. With the machines, systems and programs above, which a cluster lists, this is all that
 * the frame knows of what runs on machines. Where several are about one thing, such as a stage of `verify.sh`, they come in this
 * order.
 */
export const traits: readonly MachineTrait[] = [firewalld, firewallTrial];

/**
 * What programs that a person runs on the files of machines leave beside them, as lines of a `.gitignore`. It is not configuration,
 * much of it is secret, and the program needs it at its next run. So synth neither reports nor removes it, and git ignores it.
 */
export const leftovers: readonly string[] = [...tofuLeftovers, ...nixLeftovers];
