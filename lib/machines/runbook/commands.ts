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
