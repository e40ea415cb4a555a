import * as v from 'valibot';
import {
  addressOrName,
  addressRange,
  apiUrl,
  atLeastOne,
  cidr,
  dnsName,
  gitRevision,
  gitUrl,
  hostAddress,
  hostNetwork,
  label,
  line,
  networkName,
  port,
  projectPath,
  secretName,
  sshKey,
} from '../values';
import { type DistributionDeclaration, isDistribution } from './distribution';
import { hostShape } from './host-shape';
import { nodeShape } from './node-shape';

const network = v.strictObject({
  /** The network in CIDR form. */
  cidr: hostNetwork,
  /** Address of its router. @default none */
  gateway: v.exactOptional(hostAddress),
  /**
   * Another network of this cluster on the same wire (Ethernet segment), whose machines can announce addresses of
   * this network. @default its own wire
   */
  wire: v.exactOptional(networkName),
  /**
   * Ranges that somebody else assigns by DHCP, such as a router: `['192.0.2.100-192.0.2.199']`. No machine and no pool of
   * addresses may have one of them. @default none are known
   */
  leases: v.exactOptional(v.array(addressRange), []),
});

/** The source of a secret's value. The value itself is never in the repository. */
export const secretSourceShape = v.variant('from', [
  v.strictObject({
    /** A committed SealedSecret. */
    from: v.literal('sealed'),
    /**
     * Path from the project root: `secrets/pi/cert-manager-cloudflare.yaml`. @default
     * secrets/CLUSTER/NAMESPACE-NAME.yaml
     */
    file: v.exactOptional(projectPath),
  }),
  v.strictObject({
    /** An external store that the External Secrets operator reads. */
    from: v.literal('external'),
    /** Name of the SecretStore or ClusterSecretStore. */
    store: dnsName,
    /** Kind of the store. @default 'ClusterSecretStore' */
    storeKind: v.exactOptional(v.picklist(['SecretStore', 'ClusterSecretStore']), 'ClusterSecretStore'),
    /** Key of the entry in the store. Each key of the secret is a property of the entry. */
    entry: line(512),
  }),
  v.strictObject({
    /** A Secret that a person creates with the command on the bootstrap page. */
    from: v.literal('manual'),
  }),
]);

/** The facts of a cluster file, without its components. */
export const factsShape = v.strictObject({
  /** Name of the cluster and of its folders under `dist/` and `apps/`, a DNS label. */
  name: label,
  /**
   * Where the machines are. Clusters of one site whose networks overlap share a wire, so no address, range or name may be in both;
   * clusters of different sites never meet. @default one site for all clusters that name none
   */
  site: v.exactOptional(label),
  /** The repository that Argo CD reads. */
  git: v.strictObject({
    /** Clone URL: `https://`, `ssh://` or `git@host:path`. */
    url: gitUrl,
    /** Branch, tag or commit that Argo CD tracks. */
    revision: gitRevision,
  }),
  /**
   * How Argo CD orders the applications. `waves`: an app of apps with sync waves, which order the first sync and
   * changes of Applications. `rolling`: one ApplicationSet with RollingSync, which also orders commits that change
   * only manifests, but has no self-heal. @default 'waves'
   */
  delivery: v.exactOptional(v.picklist(['waves', 'rolling']), 'waves'),
  /**
   * How components share Argo CD projects. `each`: every component has its own project, which allows only what that component
   * contains. `group`: the components of a group share one project. @default 'each'
   */
  projects: v.exactOptional(v.picklist(['each', 'group']), 'each'),
  /**
   * URL of the API server to which Argo CD deploys. A value other than the default means that Argo CD runs in another
   * cluster. @default 'https://kubernetes.default.svc'
   */
  destination: v.exactOptional(apiUrl, 'https://kubernetes.default.svc'),
  /** The Kubernetes distribution: `k3s({ … })`, or `kubernetes({ … })` for every other distribution. */
  distribution: v.custom<DistributionDeclaration>(
    isDistribution,
    "a distribution, such as kubernetes({ version: 'v1.34.1' })",
  ),
  /** Where clients outside the cluster reach the API: the address of a server or balancer. */
  api: v.strictObject({
    /** An address, or the name of a node or host. */
    host: addressOrName,
    /** Port of the API, 1 to 65535. @default 6443 */
    port: v.exactOptional(port, 6443),
  }),
  /** Networks by name. `nodes`, `pods` and `services` are required; you may add others. */
  networks: v.objectWithRest({ nodes: network, pods: network, services: network }, network),
  /** Ranges that a DHCP server assigns. @default none */
  dhcp: v.exactOptional(
    v.array(
      v.strictObject({
        /** Network of the range. */
        network: networkName,
        /** First and last address: `192.168.4.100-192.168.4.199`. */
        range: addressRange,
        /** Name servers that DHCP announces. */
        nameServers: v.array(hostAddress),
      }),
    ),
    [],
  ),
  /** Who may log in by SSH, required where asterism writes the firewall or the system of a machine. @default not set */
  administrators: v.exactOptional(
    v.strictObject({
      /** Networks from which SSH is allowed, in CIDR form. */
      networks: v.array(cidr),
      /** Public keys. */
      sshKeys: v.array(sshKey),
    }),
  ),
  /** Sources of the secrets that components need, by `namespace/name`. @default none */
  secrets: v.exactOptional(v.record(secretName, secretSourceShape), {}),
  /** The nodes of the cluster. At least one is a server. */
  nodes: v.pipe(v.array(nodeShape), atLeastOne('write at least the node that runs the API')),
  /** Machines outside the cluster. @default none */
  hosts: v.exactOptional(v.array(hostShape), []),
});
