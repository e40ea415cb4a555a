export { dns, gateway, haproxy, iscDhcpd, kea, nixosModules, postgresql, postgresqlOn } from './catalogue';
export { header, machineFiles } from './host-file';
export { hostFiles } from './host-files';
export { machineModel, machineModelWith } from './model';
export { deployCommands, scp, ssh } from './runbook/commands';
export { runbookSteps, setUpParts } from './runbook/step';
export { shellCall } from './verify/call';
export { verifyStages } from './verify/stage';
