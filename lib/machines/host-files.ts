import type { HostModel } from '../network';
import { traits } from './catalogue';
import { type HostFile, machineFiles } from './host-file';
import { runbookPage } from './runbook';
import { collected, runningOn } from './running';
import { stagesOf, verifyScript } from './verify';

/** Every file of the machines beneath a cluster. */
export function hostFiles(model: HostModel): readonly HostFile[] {
  const { facts } = model.plan;
  const whole = { model, running: runningOn(facts, traits) };
  const stages = stagesOf(whole);
  return [
    ...collected(whole, machineFiles),
    { path: 'RUNBOOK.md', text: runbookPage(whole, stages) },
    { path: 'verify.sh', text: verifyScript(facts, stages) },
  ];
}
