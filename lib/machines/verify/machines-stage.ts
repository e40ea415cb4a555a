import { checkMachines } from './check-machines.script';
import type { StagePart } from './stage';

/** SSH and host names. */
export const machinesStage: StagePart = {
  name: 'machines',
  phase: 'machines',
  says: 'SSH reaches every machine, and each has its host name',
  functions: [checkMachines],
  checks: ['check_machines'],
};
