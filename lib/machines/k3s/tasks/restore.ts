import type { Machine } from '../../machines';
import { folderOf, scp, ssh } from '../../runbook/commands';
import type { RunbookTask, TaskStep } from '../../runbook/task';
import type { RunContext } from '../../running';
import { tokenCommands } from '../node-steps';
import { stateFolder } from '../settings';
import { moveState, ready, serversIn, verify } from './parts';

/** Brings the state of a cluster back from a backup, on its first server. */
export function restoreTask(first: Machine, context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  return {
    name: 'restore',
    title: `Restore the cluster from a backup`,
    why: `Everything that changed since the backup is lost: objects, not what is in volumes. The archive is ../${facts.name}-k3s.tgz, from the chapter Backups of RUNBOOK.md. restore-k3s.sh refuses while k3s runs, and keeps the state that it replaces.`,
    steps: restoreSteps(first, context),
    trouble: [
      'Nodes that are no longer there come back as NotReady: `kubectl delete node NAME`.',
      'Argo CD then makes of the cluster what is committed now: look at it before you change anything by hand.',
    ],
  };
}

/** The steps from a backup on a machine with k3s to a cluster that runs. */
export function restoreSteps(first: Machine, context: RunContext): readonly TaskStep[] {
  const { facts } = context.model.plan;
  const others = serversIn(context).filter(({ name }) => name !== first.name);
  return [
    {
      title: 'Stop k3s on every server',
      commands: serversIn(context).map((machine) => ssh(machine, 'systemctl stop k3s')),
      check: serversIn(context).map((machine) => ssh(machine, `'! systemctl is-active --quiet k3s'`)),
    },
    {
      title: `Put the state back, on ${first.name}`,
      commands: [
        scp(first, [`../${facts.name}-k3s.tgz`], 'restore.tgz'),
        scp(first, [`${folderOf(facts)}/restore-k3s.sh`], ''),
        ssh(first, 'sh restore-k3s.sh restore.tgz'),
        ssh(first, 'rm restore.tgz'),
      ],
      check: [ready(first)],
    },
    ...others.map((machine) => ({
      title: `Let ${machine.name} join again`,
      why: 'Its own state is from the cluster that is gone; it is moved away, and k3s takes that of the others.',
      commands: [
        ssh(machine, `'systemctl is-active --quiet k3s || { ${moveState}; rm -f ${stateFolder}/token; }'`),
        ...tokenCommands(first, machine, facts),
        ssh(machine, 'systemctl start k3s'),
      ],
      check: [ready(machine)],
    })),
    {
      title: 'See that all of it runs',
      commands: ['kubectl get nodes'],
      check: [verify(context, 'nodes dns api pods services')],
    },
  ];
}
