import * as v from 'valibot';
import { atLeastOne, deviceName, hostAddress, label, line, mac, networkName } from '../values';
import { hostProgram } from './program';

/** A machine beside the cluster: a database, a gateway, a name server. */
export const hostShape = v.strictObject({
  /** Host name, a DNS label. */
  name: label,
  /** What it is, in a few words. */
  description: line(200),
  /** What it runs; its configuration is written for that. @default nothing is said: it is not ours to configure */
  system: v.exactOptional(v.picklist(['nixos', 'enterprise-linux'])),
  /** Network cards. The host's name means the first one's address. */
  interfaces: v.pipe(
    v.array(
      v.strictObject({
        /** Device name: `eno1`. */
        name: deviceName,
        /** A network of this cluster. @default none: the host is reached through a router */
        network: v.exactOptional(networkName),
        /** Address on that card. */
        address: hostAddress,
        /** MAC address of the card. @default not known */
        mac: v.exactOptional(mac),
        /** Cards that an Open vSwitch bridge of this name joins. @default it is a card, no bridge */
        joins: v.exactOptional(v.array(deviceName)),
      }),
    ),
    atLeastOne('write at least one network card with its address'),
  ),
  /** The programs that it runs, as far as the cluster needs them: `[dns()]`. Each has a page of its own. @default none */
  programs: v.exactOptional(v.array(hostProgram), []),
});
