import { type Claim, claim } from '../../inventory';
import { machineFiles } from '../machine-file';
import { scp, ssh } from '../runbook/commands';
import { deployments } from '../runbook/step';
import { hostsTemplate } from './template';

/** The names of all machines, for a system whose hosts file cloud-init writes from a template. */
export const hostsFileClaims: readonly Claim[] = [
  claim(machineFiles, ({ model, machines }) =>
    machines.map(({ name }) => ({
      path: `${name}/hosts.debian.tmpl`,
      text: hostsTemplate(model.plan.facts),
    })),
  ),
  claim(deployments, (machine, folder) => [
    scp(machine, [`${folder}/hosts.debian.tmpl`], '/etc/cloud/templates/'),
    ssh(machine, 'cloud-init single --name update_etc_hosts --frequency always'),
  ]),
];
