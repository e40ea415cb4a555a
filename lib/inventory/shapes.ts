import * as v from 'valibot';
import {
  addressOrName,
  addressRange,
  apiUrl,
  atLeastOne,
  cidr,
  databaseName,
  datastore,
  deviceName,
  dnsName,
  gitRevision,
  gitUrl,
  hostAddress,
  hostNetwork,
  k3sVersion,
  label,
  line,
  mac,
  networkName,
  nixosRelease,
  nodeLabels,
  port,
  projectPath,
  resourceName,
  roleName,
  secretName,
  sshKey,
  uuid,
  wholeNumber,
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
  /** Node labels beside those that k3s sets itself. @default none */
  labels: v.exactOptional(nodeLabels, {}),
  /** What the machine is. Host configuration needs it. @default nothing is said */
  machine: v.exactOptional(v.variant('kind', [vm, raspberryPi])),
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

const network = v.strictObject({
  /** The network in CIDR form. */
  cidr: hostNetwork,
  /** The router's address in it. @default it has none */
  gateway: v.exactOptional(hostAddress),
  /** Another network of this cluster whose machines answer for addresses of this one, since both share a wire. @default a wire of its own */
  wire: v.exactOptional(networkName),
});

/** Where the value of a secret comes from; the value itself never stands in the repository. */
export const secretSourceShape = v.variant('from', [
  v.strictObject({
    /** A SealedSecret that was sealed once and committed. */
    from: v.literal('sealed'),
    /** Path from the project's root: `secrets/pi/cert-manager-cloudflare.yaml`. @default secrets/CLUSTER/NAMESPACE-NAME.yaml */
    file: v.exactOptional(projectPath),
  }),
  v.strictObject({
    /** An external store, read by the External Secrets operator. */
    from: v.literal('external'),
    /** Name of the SecretStore or ClusterSecretStore. */
    store: dnsName,
    /** Which of the two it is. @default 'ClusterSecretStore' */
    storeKind: v.exactOptional(v.picklist(['SecretStore', 'ClusterSecretStore']), 'ClusterSecretStore'),
    /** Key of the entry in the store; each key of the secret is a property of it. */
    entry: line(512),
  }),
  v.strictObject({
    /** Made by a person with the command that the bootstrap page prints. */
    from: v.literal('manual'),
  }),
]);

/** What a person writes about a cluster, beside its components. */
export const factsShape = v.strictObject({
  /** Name of the cluster, a DNS label; its folder under `dist/` and `apps/`. */
  name: label,
  /** The repository that Argo CD reads. */
  git: v.strictObject({
    /** Clone address: `https://` or `ssh://` or `git@host:path`. */
    url: gitUrl,
    /** Branch, tag or commit that Argo CD follows. */
    revision: gitRevision,
  }),
  /**
   * How Argo CD keeps the order. `waves`: an app of apps with sync waves, which hold on the first sync and when an
   * Application itself changes. `rolling`: one ApplicationSet with RollingSync, which also holds the order of a commit
   * that changes only contents, at the price of self-heal. @default 'waves'
   */
  delivery: v.exactOptional(v.picklist(['waves', 'rolling']), 'waves'),
  /**
   * API server to which Argo CD applies this cluster, as Argo CD knows it. Another one than the default means that a hub
   * elsewhere runs Argo CD. @default 'https://kubernetes.default.svc'
   */
  destination: v.exactOptional(apiUrl, 'https://kubernetes.default.svc'),
  /** How k3s runs here. */
  k3s: v.strictObject({
    /** Pinned release: `v1.33.5+k3s1`. */
    version: k3sVersion,
    /** `flannel`: k3s' own network plugin. `none`: a component brings one (`--flannel-backend=none`). */
    networkPlugin: v.picklist(['flannel', 'none']),
    /** Whether k3s runs kube-proxy. @default true */
    kubeProxy: v.exactOptional(v.boolean(), true),
    /** Packaged components that are switched off (`--disable`). @default [] */
    disable: v.exactOptional(
      v.array(v.picklist(['coredns', 'servicelb', 'traefik', 'local-storage', 'metrics-server'])),
      [],
    ),
  }),
  /** Where the API answers from outside: a server's or a balancer's address, port 6443. */
  api: v.strictObject({
    /** An address, or the name of a node or host. */
    host: addressOrName,
    /** Port of the API, 1 to 65535. @default 6443 */
    port: v.exactOptional(port, 6443),
  }),
  /** Networks by name. `nodes`, `pods` and `services` must be there; the others are yours. */
  networks: v.objectWithRest({ nodes: network, pods: network, services: network }, network),
  /** Ranges that a DHCP server hands out. @default none */
  dhcp: v.exactOptional(
    v.array(
      v.strictObject({
        /** The network it serves. */
        network: networkName,
        /** First and last dynamic address: `192.168.4.100-192.168.4.199`. */
        range: addressRange,
        /** Name servers it announces. */
        nameServers: v.array(hostAddress),
      }),
    ),
    [],
  ),
  /** Where VMs run. Needed when a node is one. @default no node is a VM */
  proxmox: v.exactOptional(
    v.strictObject({
      /** Name of the Proxmox node. */
      node: dnsName,
      /** Id of the empty template that is cloned. */
      template: vmId,
      /** Bridge to which the network card is tied. */
      bridge: deviceName,
      /** Name of the network behind it, as Proxmox shows it. */
      network: line(60),
      /** Storage for the disks. */
      datastore,
      /** Relative CPU weight, 2 to 262144. */
      cpuUnits: wholeNumber('a CPU weight', 2, 262_144),
      /** File system of `/` in the template. */
      rootType: v.picklist(['ext4', 'xfs', 'btrfs']),
    }),
  ),
  /** What NixOS machines need to know. Needed when a node or host runs it. @default none does */
  nixos: v.exactOptional(
    v.strictObject({
      /** Release that the machines were installed with, their `system.stateVersion`: `25.11`, or a later one. */
      release: nixosRelease,
    }),
  ),
  /** Who may log in by SSH. Firewalls and NixOS need it. @default nobody is named */
  administrators: v.exactOptional(
    v.strictObject({
      /** Networks from which SSH is open, in CIDR form. */
      networks: v.array(cidr),
      /** Public keys. */
      sshKeys: v.array(sshKey),
    }),
  ),
  /** Where each secret that a component needs comes from, by `namespace/name`. @default none */
  secrets: v.exactOptional(v.record(secretName, secretSourceShape), {}),
  /** The machines of the cluster; at least one is a server. */
  nodes: v.pipe(v.array(nodeShape), atLeastOne('write at least the node that runs the API')),
  /** Machines beside the cluster. @default none */
  hosts: v.exactOptional(v.array(hostShape), []),
});
