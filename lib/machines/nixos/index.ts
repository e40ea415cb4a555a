import { claim } from '../../inventory';
import { machineFiles } from '../machine-file';
import { isNixos } from '../machines';
import type { MachineTrait } from '../running';
import { scp, ssh } from '../runbook/commands';
import { deployments } from '../runbook/step';
import { nixosFiles } from './files';

/** NixOS, which VMs of the cluster run, and hosts that say so. */
export const nixos: MachineTrait = {
  name: 'nixos',
  appliesTo: isNixos,
  claims: [
    claim(machineFiles, nixosFiles),
    // `nixos-rebuild` reads /etc/nixos, wherever it is called.
    claim(deployments, (machine, folder) => [
      scp(machine, [`${folder}/*`], '/etc/nixos/'),
      ssh(machine, 'nixos-rebuild switch'),
    ]),
  ],
};
