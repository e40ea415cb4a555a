import type { Machine } from '../../machines';
import { folderOf, scp, ssh } from '../../runbook/commands';
import type { RunbookTask } from '../../runbook/task';
import type { RunContext } from '../../running';
import { unitOf } from '../node-steps';
import { backupStep, ready } from './parts';

/** Gives the cluster another join token, and every node with it. */
export function rotateTask(first: Machine, context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  const others = context.machines.filter(({ name }) => name !== first.name);
  return {
    name: 'rotate-token',
    title: 'Rotate the join token',
    why: 'For a token that somebody else may have seen: whoever has it can join as a server and read everything. Nodes that are joined keep running with the old one until they restart, and then need the new one. Every command may run again; a rotation that was cut off goes on where it was.',
    steps: [
      backupStep(context),
      {
        title: `Give the cluster another token, on ${first.name}`,
        commands: [
          scp(first, [`${folderOf(facts)}/join-token.sh`], ''),
          ssh(first, 'sh join-token.sh rotate'),
          ssh(first, 'systemctl restart k3s'),
        ],
        check: [ready(first)],
      },
      ...others.map((machine) => ({
        title: `Bring it to ${machine.name}`,
        commands: [
          scp(machine, [`${folderOf(facts)}/join-token.sh`], ''),
          `${ssh(first, 'sh join-token.sh show')} | ${ssh(machine, 'sh join-token.sh take-new')}`,
          ssh(machine, `systemctl restart ${unitOf(machine)}`),
        ],
        check: [ready(machine)],
      })),
      {
        ...backupStep(context),
        title: 'Back up again',
        why: `Backups from before need the old token, which is in /etc/rancher/k3s/token.before on ${first.name}. When no such backup is left, remove that file.`,
      },
    ],
    trouble: [
      'k3s does not start on a server and names the token: it has the old one. Run the commands of its step again.',
    ],
  };
}
