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
  /** Disk in GB, 1 to 1073741824: ext4 holds no more. */
  disk: wholeNumber('a size of a disk in GB', 1, 1_073_741_824),
  /** What Proxmox shows beside the VM. */
  description: line(200),
  /** UUID of the root file system: what `nixos-generate-config --show-hardware-config` prints on the host. */
  rootUuid: uuid,
  /**
   * Name of its resource in OpenTofu. The state knows the VM by it: under another name OpenTofu destroys the VM and makes a
   * new one. @default the node's name
   */
  resource: v.exactOptional(resourceName),
});

const raspberryPi = v.strictObject({
  /** A Raspberry Pi that runs a system of the Debian family. */
  kind: v.literal('raspberry-pi'),
  /** 4 or 5. */
  model: v.picklist([4, 5]),
  /** What the root file system is on. etcd wants an NVMe drive: an SD card is too slow and wears out. */
  disk: v.picklist(['nvme', 'sd']),
});

/** One machine of the cluster. */
export const nodeShape = v.strictObject({
  /** Host name, a DNS label; the node's name in Kubernetes as well. */
  name: label,
  /** Address in the network `nodes`. */
  address: hostAddress,
  /** `server` runs the API, the scheduler and etcd; `agent` runs pods only. */
  role: v.picklist(['server', 'agent']),
  /** MAC address of the card in the network `nodes`; DHCP leases and VMs need it. @default not known */
  mac: v.exactOptional(mac),
  /** Node labels beside those that the distribution and the kubelet set. @default none */
  labels: v.exactOptional(nodeLabels, {}),
  /** What the machine is. Host configuration needs it. @default nothing is said */
  machine: v.exactOptional(v.variant('kind', [vm, raspberryPi])),
});
