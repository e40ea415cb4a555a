import type { RunbookTask } from '../../runbook/task';
import type { RunContext } from '../../running';
import { serversIn } from './parts';
import { powerTask } from './power-loss';
import { replaceTask } from './replace-node';
import { restoreTask } from './restore';
import { rotateTask } from './rotate-token';
import { upgradeTask } from './upgrade';

/** What is done to a running cluster of k3s. */
export function k3sTasks(context: RunContext): readonly RunbookTask[] {
  // Once for all pages: looking for them again for each of ten thousand nodes would take their square.
  const servers = serversIn(context);
  const [first] = servers;
  if (first === undefined) return [];
  return [
    ...context.machines.map((machine) => replaceTask(machine, servers, context)),
    rotateTask(first, context),
    restoreTask(first, context),
    upgradeTask(context),
    powerTask(context),
  ];
}
