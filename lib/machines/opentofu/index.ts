import { claim } from '../../inventory';
import { machineFiles } from '../host-file';
import type { MachineTrait, RunContext } from '../running';
import { folderOf, ssh } from '../runbook/commands';
import { runbookSteps, type Step } from '../runbook/step';
import { openTofuFiles } from './files';

/** The VMs of a cluster, which OpenTofu makes on Proxmox. */
export const openTofu: MachineTrait = {
  name: 'opentofu',
  appliesTo: ({ node }) => node?.machine?.kind === 'vm',
  claims: [claim(machineFiles, ({ model }) => openTofuFiles(model.plan.facts)), claim(runbookSteps, vmSteps)],
};

function vmSteps({ model, machines }: RunContext): readonly Step[] {
  const folder = `${folderOf(model.plan.facts)}/opentofu`;
  return [
    {
      phase: 'machines',
      title: 'Virtual machines',
      why: 'OpenTofu clones the template; agents come after the server. It asks for what is secret and keeps it in its state: keep the state out of the repository.',
      commands: [
        `tofu -chdir=${folder} init`,
        `tofu -chdir=${folder} plan -out=plan`,
        `tofu -chdir=${folder} apply plan`,
        '# What hardware-configuration.nix and the cluster file have to agree with, on each new machine:',
        ...machines.map((machine) => ssh(machine, '"nixos-generate-config --show-hardware-config"')),
      ],
      trouble: [
        '`apply` waits for the guest agent: the template lacks `services.qemuGuest.enable`.',
        'A clone has the UUID of the template: take the one that the host itself prints.',
      ],
    },
  ];
}
