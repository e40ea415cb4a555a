import * as v from 'valibot';
import { hostAddress, label, line, mac, nodeLabels, resourceName, uuid, wholeNumber } from '../values';

/** `pve-vmid` of Proxmox' API. https://pve.proxmox.com/pve-docs/api-viewer */
const vmId = wholeNumber('a VM id', 100, 999_999_999);

/** Limits of cores, memory and CPU units are those of the provider bpg/proxmox (proxmoxtf/resource/vm at v0.111.1). */
const vm = v.strictObject({
  /** A virtual machine on Proxmox that runs NixOS. */
  kind: v.literal('vm'),
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

const raspberryPi = v.strictObject({
  /** A Raspberry Pi that runs a Debian-based system. */
  kind: v.literal('raspberry-pi'),
  /** 4 or 5. */
  model: v.picklist([4, 5]),
  /** Type of the root disk. etcd needs an NVMe drive: an SD card is too slow and wears out. */
  disk: v.picklist(['nvme', 'sd']),
});

/** One machine of the cluster. */
export const nodeShape = v.strictObject({
  /** Host name and Kubernetes node name, a DNS label. */
  name: label,
  /** Address in the network `nodes`. */
  address: hostAddress,
  /** `server` runs the API, the scheduler and etcd; `agent` runs pods only. */
  role: v.picklist(['server', 'agent']),
  /** MAC address of the interface in network `nodes`, needed for DHCP leases and VMs. @default not known */
  mac: v.exactOptional(mac),
  /** Node labels in addition to those of the distribution and the kubelet. @default none */
  labels: v.exactOptional(nodeLabels, {}),
  /** Type of the machine, needed to generate its configuration. @default not known */
  machine: v.exactOptional(v.variant('kind', [vm, raspberryPi])),
});
