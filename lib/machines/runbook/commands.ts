import type { Facts } from '../../inventory';
import { jump, type Machine } from '../machines';

/** Where the files of a cluster's machines are, from the root of the repository. */
export function folderOf(facts: Pick<Facts, 'name'>): string {
  return `dist/${facts.name}/hosts`;
}

/** `ssh` to a machine, with a command. */
export function ssh(machine: Machine, command: string): string {
  return `ssh ${jump(machine)}root@${machine.address} ${command}`;
}

/** `scp` of files to a machine. */
export function scp(machine: Machine, from: readonly string[], to: string): string {
  return `scp -r ${jump(machine)}${from.join(' ')} root@${machine.address}:${to}`;
}

/** Commands that try a machine's firewall and keep it; nothing where the firewall is not ours. */
export function firewallCommands(machine: Machine, facts: Facts): readonly string[] {
  if (machine.filter === undefined) return [];
  const what = machine.filter === 'nftables' ? 'nftables.nft' : 'firewalld';
  const folder = folderOf(facts);
  return [
    scp(machine, [`${folder}/apply-firewall.sh`, `${folder}/${machine.name}/${what}`], ''),
    ssh(machine, `sh apply-firewall.sh test ${what}`),
    ssh(machine, 'sh apply-firewall.sh confirm'),
  ];
}

/** Commands that bring NixOS to what is in a machine's folder. `nixos-rebuild` reads /etc/nixos, wherever it is called. */
export function nixosCommands(machine: Machine, facts: Facts): readonly string[] {
  return [
    scp(machine, [`${folderOf(facts)}/${machine.name}/*`], '/etc/nixos/'),
    ssh(machine, 'nixos-rebuild switch'),
  ];
}
