import type { Machine } from '../../machines';
import { folderOf } from '../../runbook/commands';
import type { TaskStep } from '../../runbook/task';
import type { RunContext } from '../../running';
import { stateBackups } from '../backup';
import { stateFolder } from '../settings';

/** The servers of a cluster, in the order of the cluster file. */
export function serversIn({ machines }: RunContext): readonly Machine[] {
  return machines.filter(({ node }) => node?.role === 'server');
}

/** The command that runs stages of verify.sh. @param stages their names, with blanks between them; none runs all */
export const verify = ({ model }: RunContext, stages: string): string =>
  `sh ${folderOf(model.plan.facts)}/verify.sh ${stages}`;

/** The command that waits until a node is Ready, for 5 minutes at most. */
export const ready = ({ name }: Machine): string =>
  `kubectl wait --for=condition=Ready node/${name} --timeout=5m`;

/** How many of several members etcd needs: `2 of 3`. */
export function majority(count: number): string {
  return `${Math.floor(count / 2) + 1} of ${count}`;
}

/** Moves the state of a server away, where there is one. */
export const moveState = `test ! -d ${stateFolder}/db || mv ${stateFolder}/db ${stateFolder}/db.before-$(date +%Y%m%d%H%M%S)`;

/** A backup before something that can go wrong. */
export function backupStep(context: RunContext): TaskStep {
  const file = `../${context.model.plan.facts.name}-k3s.tgz`;
  return {
    title: 'Back up the state',
    why: 'It contains secrets: keep it outside the repository, readable by you only.',
    commands: stateBackups(context).flatMap(({ commands }) => commands),
    check: [`tar -tzf ${file} | grep -q server/token`],
  };
}
