import * as v from 'valibot';
import type { MachineModel } from '../network';
import { type Report, shown } from '../values';
import { traits } from './catalogue';
import { type MachineFile, machineFiles } from './machine-file';
import { runbookPage } from './runbook';
import { pageName, taskPage } from './runbook/task';
import { tasksOf } from './runbook/tasks';
import { allRunning, collected } from './running';
import { stagesOf, verifyScript } from './verify';

/** Every file of the machines beneath a cluster. What keeps a program from making its own is reported. */
export function filesOfMachines(model: MachineModel, report: Report): readonly MachineFile[] {
  const { facts } = model.plan;
  const whole = allRunning(model, traits, report);
  const stages = stagesOf(whole);
  const tasks = tasksOf(whole);
  const files = [
    ...collected(whole, machineFiles),
    ...tasks.map((task) => ({ path: `runbooks/${pageName(task)}.md`, text: taskPage(task, facts.name) })),
    { path: 'RUNBOOK.md', text: runbookPage(whole, stages, tasks) },
    { path: 'verify.sh', text: verifyScript(facts, stages) },
  ];
  return checked(files, facts.name, report);
}

/** A file below the folder of a cluster's machines: no name in its path is `.` or `..`. */
const fileShape = v.object({
  path: v.pipe(v.string(), v.regex(/^(?!\.{1,2}(?:\/|$))[\w.@+-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.@+-]+)*$/)),
  text: v.string(),
});

/** Programs are code that other people write: what is not a file, and a file that two of them write, is reported. */
function checked(files: readonly MachineFile[], cluster: string, report: Report): readonly MachineFile[] {
  const paths = new Set<string>();
  return files.filter((file) => {
    const isFile = v.is(fileShape, file);
    if (!isFile)
      report({
        at: `${cluster}.hosts`,
        reason: `a program of a machine ships ${shown(file)}`,
        next: 'write { path, text }, where the path lies below dist/CLUSTER/hosts/, such as db/chrony.conf',
      });
    else if (paths.has(file.path))
      report({
        at: `${cluster}.hosts`,
        reason: `two programs ship ${file.path}`,
        next: 'give one of the files another name',
      });
    else {
      paths.add(file.path);
      return true;
    }
    return false;
  });
}
