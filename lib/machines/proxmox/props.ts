import * as v from 'valibot';
import type { SettingsOf } from '../../inventory';
import { deviceName, dnsName, line, uuid, wholeNumber } from '../../values';
import { datastore, resourceName } from './names';

/** `pve-vmid` of Proxmox' API. https://pve.proxmox.com/pve-docs/api-viewer */
const vmId = wholeNumber('a VM id', 100, 999_999_999);

export const proxmoxProps = v.strictObject({
  /** Name of the Proxmox node. */
  node: dnsName,
  /** Id of the template that is cloned. */
  template: vmId,
  /** Bridge of the VMs' network interfaces. */
  bridge: deviceName,
  /** Name of the bridge's network, as Proxmox shows it. */
  network: line(60),
  /** Storage for the disks. */
  datastore,
  /** Relative CPU weight, 2 to 262144. */
  cpuUnits: wholeNumber('a CPU weight', 2, 262_144),
  /** File system of `/` in the template. */
  rootType: v.picklist(['ext4', 'xfs', 'btrfs']),
});

/** Limits of cores, memory and CPU units are those of the provider bpg/proxmox (proxmoxtf/resource/vm at v0.111.1). */
export const proxmoxVmProps = v.strictObject({
  /** Proxmox VM id, 100 to 999999999. */
  id: vmId,
  /** Virtual cores, 1 to 2304. */
  cores: wholeNumber('a number of cores', 1, 2304),
  /** Memory in MiB, 64 to 268435456. */
  memory: wholeNumber('an amount of memory in MiB', 64, 268_435_456),
  /** Disk in GB, 1 to 1073741824, the maximum of ext4. */
  disk: wholeNumber('a size of a disk in GB', 1, 1_073_741_824),
  /** Description of the VM in Proxmox. */
  description: line(200),
  /** UUID of the root file system, as `nixos-generate-config --show-hardware-config` prints it on the machine. */
  rootUuid: uuid,
  /**
   * Name of its OpenTofu resource. The OpenTofu state identifies the VM by this name: if it changes, OpenTofu
   * destroys the VM and creates a new one. @default the node's name
   */
  resource: v.exactOptional(resourceName),
});

export type ProxmoxProps = SettingsOf<typeof proxmoxProps>;
export type ProxmoxVmProps = SettingsOf<typeof proxmoxVmProps>;
