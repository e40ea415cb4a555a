import { claim } from '../../inventory';
import { machineFiles } from '../machine-file';
import type { MachineTrait } from '../running';
import { scp, ssh } from '../runbook/commands';
import { deployments } from '../runbook/step';
import { hostsTemplate } from './template';

/** The names of all machines, for a Raspberry Pi: cloud-init writes its hosts file from a template. */
export const hostsFile: MachineTrait = {
  name: 'hosts-file',
  appliesTo: ({ node }) => node?.machine?.kind === 'raspberry-pi',
  claims: [
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
  ],
};
