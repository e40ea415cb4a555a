import { claimsOf, type Facts } from '../../inventory';
import type { MachineModel } from '../../network';
import { jump, type Machine } from '../machines';
import type { AllRunning } from '../running';
import { deployments } from './step';

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

/**
 * A command whose output is a backup. The file from before stays until the new one is whole, and only its owner may read it.
 * @param proof a command that fails unless the file can be read; `%` is its path. @default none
 */
export function keepBackup(command: string, file: string, proof?: string): string {
  const fresh = `${file}.new`;
  const proven = proof === undefined ? '' : `${proof.replace('%', fresh)} > /dev/null && `;
  return `(umask 077; ${command} > ${fresh}) && ${proven}mv ${fresh} ${file}`;
}

/** Commands that try a machine's firewall and keep it; nothing where the firewall is not ours. */
export function firewallCommands(machine: Machine, model: MachineModel): readonly string[] {
  const what = model.filters.get(machine.name)?.ships;
  if (what === undefined) return [];
  const folder = folderOf(model.plan.facts);
  return [
    scp(machine, [`${folder}/apply-firewall.sh`, `${folder}/${machine.name}/${what}`], ''),
    ssh(machine, `sh apply-firewall.sh test ${what}`),
    ssh(machine, 'sh apply-firewall.sh confirm'),
  ];
}

/** Commands that bring a machine to what is in its folder; undefined where no program says how. */
export function deployCommands(
  machine: Machine,
  { model, byMachine }: Pick<AllRunning, 'model' | 'byMachine'>,
): readonly string[] | undefined {
  const [first] = (byMachine.get(machine.name) ?? []).flatMap((one) => claimsOf(one, deployments));
  return first?.value(machine, `${folderOf(model.plan.facts)}/${machine.name}`);
}
