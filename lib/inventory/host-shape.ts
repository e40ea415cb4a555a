import * as v from 'valibot';
import { atLeastOne, deviceName, hostAddress, label, line, mac, networkName } from '../values';
import { hostProgram } from './program';
import { examples } from './replaced-keys';
import { isSystem, type SystemDeclaration } from './system';

/** A machine outside the cluster: a database, a gateway, a name server. */
export const hostShape = v.strictObject({
  /** Host name, a DNS label. */
  name: label,
  /** A short description. */
  description: line(200),
  /**
   * Its operating system, such as `enterpriseLinux()`. Its configuration files are generated. @default none: asterism does not
   * configure it
   */
  system: v.exactOptional(v.custom<SystemDeclaration>(isSystem, examples.system)),
  /** Network interfaces. The first address is the main address of the host. */
  interfaces: v.pipe(
    v.array(
      v.strictObject({
        /** Device name: `eno1`. */
        name: deviceName,
        /** Its network in this cluster. @default none: the host is reached through a router */
        network: v.exactOptional(networkName),
        /** Its address. */
        address: hostAddress,
        /** Its MAC address. @default not known */
        mac: v.exactOptional(mac),
        /** Network interfaces that the Open vSwitch bridge of this name contains. @default it is not a bridge */
        joins: v.exactOptional(v.array(deviceName)),
      }),
    ),
    atLeastOne('write at least one network interface with its address'),
  ),
  /** Its programs that matter to the cluster: `[dns()]`. The reference has a page for each. @default none */
  programs: v.exactOptional(v.array(hostProgram), []),
});
