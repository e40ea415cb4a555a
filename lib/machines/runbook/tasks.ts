import type { MachineModel } from '../../network';
import type { Report } from '../../values';
import { traits } from '../catalogue';
import { type AllRunning, allRunning, collected } from '../running';
import { removalTasks } from './removal';
import { pageName, type RunbookTask, runbookTasks } from './task';

/** Every task for a cluster once it runs, by the names of their pages. */
export function tasksOf(whole: AllRunning): readonly RunbookTask[] {
  return [...collected(whole, runbookTasks), ...removalTasks(whole.model.plan)].toSorted((one, other) =>
    pageName(one) < pageName(other) ? -1 : 1,
  );
}

/** The same, for what a person asks about a cluster. What keeps a program from making its own is reported. */
export function clusterTasks(model: MachineModel, report: Report): readonly RunbookTask[] {
  return tasksOf(allRunning(model, traits, report));
}
