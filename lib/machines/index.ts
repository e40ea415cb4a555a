export {
  dns,
  enterpriseLinux,
  gateway,
  haproxy,
  iscDhcpd,
  k3s,
  kea,
  kubernetes,
  leftovers,
  nixos,
  nixosModules,
  postgresql,
  postgresqlOn,
  proxmox,
  raspberryPi,
} from './catalogue';
export { isLeftover } from './leftovers';
export { header, machineFiles } from './machine-file';
export { filesOfMachines } from './machine-files';
export { keptSettings } from './kept-settings';
export { machineModel, machineModelWith } from './model';
export { deployCommands, scp, ssh } from './runbook/commands';
export { backups, deployments, runbookSteps, setUpParts } from './runbook/step';
export { pageName, type RunbookTask, runbookTasks, taskPage, type TaskStep } from './runbook/task';
export { clusterTasks } from './runbook/tasks';
export { serviceUnits } from './unit';
export { shellCall } from './verify/call';
export { verifyStages } from './verify/stage';
