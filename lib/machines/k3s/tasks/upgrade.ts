import { deployCommands, folderOf, scp, ssh } from '../../runbook/commands';
import type { RunbookTask } from '../../runbook/task';
import type { RunContext } from '../../running';
import { isNixos, unitOf } from '../node-steps';
import { backupStep, ready, serversIn, verify } from './parts';

/** Brings every node to the release in the cluster file, servers first. */
export function upgradeTask(context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  const servers = serversIn(context);
  const agents = context.machines.filter(({ node }) => node?.role === 'agent');
  return {
    name: 'upgrade-k3s',
    title: `Upgrade k3s to ${facts.distribution.version}`,
    why: `The release is what the description of cluster ${facts.name} says now. Change it there by one minor version at most, run npm run synth, and come back here. Servers first, one at a time; agents may lag behind servers, and never run ahead of them.`,
    steps: [
      backupStep(context),
      ...[...servers, ...agents].map((machine) => ({
        title: `Upgrade ${machine.name}`,
        commands: isNixos(machine)
          ? (deployCommands(machine, context) ?? [])
          : [
              scp(
                machine,
                [`${folderOf(facts)}/${machine.name}/k3s-config.yaml`],
                '/etc/rancher/k3s/config.yaml',
              ),
              scp(machine, [`${folderOf(facts)}/install-k3s.sh`], ''),
              ssh(machine, `sh install-k3s.sh ${machine.node?.role ?? 'agent'} upgrade`),
              ssh(machine, `systemctl restart ${unitOf(machine)}`),
            ],
        check: [ready(machine)],
      })),
      {
        title: 'See that all of it runs',
        commands: ['kubectl get nodes'],
        check: [verify(context, 'nodes dns api pods services')],
      },
    ],
    trouble: [
      '`install-k3s: … is not one minor version up or less`: write a release of the minor version in between first.',
      ...(context.machines.some(isNixos)
        ? [
            'On NixOS, nixpkgs decides the patch release: `nixos-rebuild switch --upgrade` takes the newest of the minor version that k3s.nix names.',
          ]
        : []),
    ],
  };
}
