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
  const { facts } = model.plan;
  const folder = `../${facts.name}-tofu`;
  const tofu = `tofu -chdir=${folder}`;
  return [
    {
      phase: 'machines',
      title: 'Virtual machines',
      why: 'OpenTofu clones the template, the server before the agents. It asks for secrets and stores them in its state, so it works in a folder beside the repository; keep that folder, OpenTofu knows the machines by it.',
      commands: [
        `mkdir -p ${folder} && cp ${folderOf(facts)}/opentofu/*.json ${folder}/`,
        `${tofu} init`,
        `${tofu} plan -out=plan`,
        '# A plan that destroys a machine is not applied.',
        `if ${tofu} show -no-color plan | grep -E 'will be destroyed|must be replaced'; then echo "not applied"; else ${tofu} apply plan; fi`,
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
