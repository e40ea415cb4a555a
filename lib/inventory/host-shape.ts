import * as v from 'valibot';
import {
  atLeastOne,
  databaseName,
  deviceName,
  hostAddress,
  label,
  line,
  mac,
  networkName,
  port,
  roleName,
} from '../values';

const dns = v.strictObject({
  /** Port on which it answers, udp and tcp. @default 53 */
  port: v.exactOptional(port, 53),
});

const postgresql = v.strictObject({
  /** Port on which it listens. @default 5432 */
  port: v.exactOptional(port, 5432),
  /** Major version, 15 and up. Data of another one is not read; `pg_upgrade` moves it. @default 17 */
  major: v.exactOptional(v.picklist([15, 16, 17, 18]), 17),
  /** Databases and the role that owns each: since PostgreSQL 15 only the owner may create tables in schema public. */
  databases: v.array(
    v.strictObject({
      /** Name of the database. */
      name: databaseName,
      /** Role that owns it and logs in; no superuser. */
      owner: roleName,
    }),
  ),
});

const dhcp = v.strictObject({
  /** `kea`, or ISC's `dhcpd`, which is gone from Enterprise Linux 10. @default 'kea' */
  server: v.exactOptional(v.picklist(['kea', 'isc']), 'kea'),
});

const gateway = v.strictObject({
  /** Network on the side of the internet; what leaves by it bears this host's address there. */
  outside: networkName,
  /** Network behind it. */
  inside: networkName,
  /** Ports on which it takes connections from outside and passes them on, untouched, to an address inside. @default none */
  forwards: v.exactOptional(
    v.array(
      v.strictObject({
        /** Port, 1 to 65535, tcp; the same on both sides. */
        port,
        /** Address inside: a load balancer's, a node's or a host's. */
        to: hostAddress,
      }),
    ),
    [],
  ),
});

/** A machine beside the cluster: a database, a gateway, a name server. */
export const hostShape = v.strictObject({
  /** Host name, a DNS label. */
  name: label,
  /** What it is, in a few words. */
  description: line(200),
  /** What it runs; its configuration is written for that. @default nothing is said: it is not ours to configure */
  system: v.exactOptional(v.picklist(['nixos', 'enterprise-linux'])),
  /** Network cards. The first one's address is what the host's name stands for. */
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
  /** What it serves to the cluster. @default nothing */
  services: v.exactOptional(
    v.strictObject({
      /** A name server. @default none */
      dns: v.exactOptional(dns),
      /** A PostgreSQL server. @default none */
      postgresql: v.exactOptional(postgresql),
      /** A DHCP server for the networks in which this host has a card. @default none */
      dhcp: v.exactOptional(dhcp),
      /** The way out of a network. @default none */
      gateway: v.exactOptional(gateway),
      /** HAProxy in front of the API servers, on the API's port of every card. @default none */
      apiBalancer: v.exactOptional(v.strictObject({})),
    }),
    {},
  ),
});
