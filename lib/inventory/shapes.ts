import * as v from 'valibot';
import {
  addressOrName,
  addressRange,
  apiUrl,
  atLeastOne,
  cidr,
  datastore,
  deviceName,
  dnsName,
  gitRevision,
  gitUrl,
  hostAddress,
  hostNetwork,
  label,
  line,
  networkName,
  nixosRelease,
  port,
  projectPath,
  secretName,
  sshKey,
  wholeNumber,
} from '../values';
import { type DistributionDeclaration, isDistribution } from './distribution';
import { hostShape } from './host-shape';
import { nodeShape } from './node-shape';

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
   * What has a project of Argo CD. `each`: every component, which may touch what it is made of and nothing else. `group`: the
   * components of one group share a project, which may touch what any of them is made of. @default 'each'
   */
  projects: v.exactOptional(v.picklist(['each', 'group']), 'each'),
  /**
   * API server to which Argo CD applies this cluster, as Argo CD knows it. Another one than the default means that a hub
   * elsewhere runs Argo CD. @default 'https://kubernetes.default.svc'
   */
  destination: v.exactOptional(apiUrl, 'https://kubernetes.default.svc'),
  /** What runs Kubernetes on the machines: `k3s({ … })`, or `kubernetes({ … })` for every other distribution. */
  distribution: v.custom<DistributionDeclaration>(
    isDistribution,
    "a distribution, such as kubernetes({ version: 'v1.34.1' })",
  ),
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
      template: wholeNumber('a VM id', 100, 999_999_999),
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
