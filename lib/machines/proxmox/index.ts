import {
  claim,
  declareMachine,
  factsChecks,
  type MachineDeclaration,
  shareSettings,
  soleThings,
} from '../../inventory';
import { machineFiles } from '../machine-file';
import { nixosHardware } from '../nixos/claim';
import { runbookSteps } from '../runbook/step';
import { checkVms } from './check';
import { proxmoxVms } from './claim';
import { vmHardware } from './nixos-hardware';
import { type ProxmoxProps, proxmoxProps, type ProxmoxVmProps, proxmoxVmProps } from './props';
import { vmSteps } from './steps';
import { openTofuFiles } from './tofu-files';

/** A Proxmox node, on which VMs are made. */
export interface Proxmox {
  /** A VM: `machine: pve.vm({ id: 111, cores: 4, memory: 4096, disk: 32, description: 'k3s', rootUuid: '…' })`. */
  readonly vm: (props: ProxmoxVmProps) => MachineDeclaration;
}

/**
 * A Proxmox node, on which OpenTofu clones the VMs of a cluster from a template. The settings are those that all VMs share.
 * @example
 * const pve = proxmox({
 *   node: 'pve',
 *   template: 9000,
 *   bridge: 'vmbr0',
 *   network: 'lan',
 *   datastore: 'local-lvm',
 *   cpuUnits: 1024,
 *   rootType: 'ext4',
 * });
 * const machine = pve.vm({
 *   id: 111,
 *   cores: 4,
 *   memory: 4096,
 *   disk: 32,
 *   description: 'server of k3s',
 *   rootUuid: 'dd933e34-9e75-4a1c-8597-61e6d3b7af63',
 * });
 */
export function proxmox(props: ProxmoxProps): Proxmox {
  const shared = shareSettings('proxmox', proxmoxProps, props);
  return {
    vm: (vmProps) =>
      declareMachine(
        'proxmox-vm',
        proxmoxVmProps,
        vmProps,
        (vm) =>
          shared.read && {
            title: 'VM',
            macFor: 'Proxmox assigns it to the interface',
            claims: [
              claim(proxmoxVms, { vm, proxmox: shared.read }),
              claim(soleThings, { key: `vm ${vm.id} of ${shared.read.node}`, what: `VM ${vm.id}` }, '.id'),
              claim(factsChecks, checkVms),
              claim(machineFiles, openTofuFiles),
              claim(runbookSteps, vmSteps),
              claim(nixosHardware, vmHardware),
            ],
          },
        shared,
      ),
  };
}
