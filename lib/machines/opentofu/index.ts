import { claim } from '../../inventory';
import { machineFiles } from '../machine-file';
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
      why: 'OpenTofu clones the template, the server before the agents. It asks for secrets and stores them in its state: keep the state out of the repository.',
      commands: [
        `tofu -chdir=${folder} init`,
        `tofu -chdir=${folder} plan -out=plan`,
        `tofu -chdir=${folder} apply plan`,
        '# On each new machine, compare the output with hardware-configuration.nix and the cluster file:',
        ...machines.map((machine) => ssh(machine, '"nixos-generate-config --show-hardware-config"')),
      ],
      trouble: [
        '`apply` waits for the guest agent: the template lacks `services.qemuGuest.enable`.',
        'A clone keeps the UUID of the template: use the one that the machine itself prints.',
      ],
    },
  ];
}
