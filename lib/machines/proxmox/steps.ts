import type { RunContext } from '../running';
import { folderOf, ssh } from '../runbook/commands';
import type { Step } from '../runbook/step';

/** The step that makes the VMs of a cluster. */
export function vmSteps({ model, machines }: RunContext): readonly Step[] {
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
