import type { MachineModel } from '../topology/machine-model';
import type { Walk } from '../walk/step';
import { walk } from '../walk/walk';
import { type Trial, trialsOf } from './trials';

/** A declared flow that something on the way stops. */
export interface ClosedFlow extends Trial {
  readonly walk: Walk;
}

/** The declared flows that do not get through; of each, the first attempt that fails. */
export function closedFlows(model: MachineModel): readonly ClosedFlow[] {
  const closed = new Map<Trial['flow'], ClosedFlow>();
  const walks = new Map<string, Walk>();
  for (const trial of trialsOf(model)) {
    if (closed.has(trial.flow)) continue;
    // Many flows lead to the same doors.
    const key = Object.values(trial.attempt).join(' ');
    const done = walks.get(key) ?? walk(model.ground, trial.attempt);
    walks.set(key, done);
    if (!done.arrives) closed.set(trial.flow, { ...trial, walk: done });
  }
  return [...closed.values()];
}
