import * as v from 'valibot';
import { hostAddress, label, mac, nodeLabels } from '../values';
import { isMachine, type MachineDeclaration } from './node-machine';
import { examples } from './replaced-keys';
import { isSystem, type SystemDeclaration } from './system';

/** One machine of the cluster. */
export const nodeShape = v.strictObject({
  /** Host name and Kubernetes node name, a DNS label. */
  name: label,
  /** Address in the network `nodes`. */
  address: hostAddress,
  /** `server` runs the API, the scheduler and etcd; `agent` runs pods only. */
  role: v.picklist(['server', 'agent']),
  /** MAC address of the interface in network `nodes`, needed for DHCP leases and by some machines and systems. @default not known */
  mac: v.exactOptional(mac),
  /** Node labels in addition to those of the distribution and the kubelet. @default none */
  labels: v.exactOptional(nodeLabels, {}),
  /**
   * The machine, such as `raspberryPi({ model: 5, disk: 'nvme' })`. Files are generated that make it, or that its system needs. The
   * reference lists all machines. @default not known
   */
  machine: v.exactOptional(v.custom<MachineDeclaration>(isMachine, examples.machine)),
  /**
   * Its operating system, such as `nixos({ release: '25.11' })`. Its configuration files are generated. @default the one that the machine comes with, or none:
   * asterism does not configure it
   */
  system: v.exactOptional(v.custom<SystemDeclaration>(isSystem, examples.system)),
});
