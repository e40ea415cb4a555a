import type * as v from 'valibot';
import type { AddressRange, Cidr, Ipv4, Mac, OpenFact, OpenInside, Port } from '../values';
import type { Claimed } from './claim';
import type { Distribution, DistributionDeclaration } from './distribution';
import type { hostShape } from './host-shape';
import type { nodeShape } from './node-shape';
import type { HostProgram } from './program';
import type { factsShape, secretSourceShape } from './shapes';

/** What a person writes about a cluster, beside its components; any value may be a placeholder. */
export type FactsInput = OpenInside<Omit<v.InferInput<typeof factsShape>, 'distribution'>> & {
  /** What runs Kubernetes on the machines: `k3s({ … })`, or `kubernetes({ … })` for every other distribution. */
  readonly distribution: DistributionDeclaration;
};
/** What a person writes about a machine of the cluster. */
export type NodeInput = OpenInside<v.InferInput<typeof nodeShape>>;
/** What a person writes about a machine beside the cluster. */
export type HostInput = OpenInside<v.InferInput<typeof hostShape>>;
/** Where the value of a secret comes from. */
export type SecretSource =
  | Exclude<WrittenSource, { readonly from: 'sealed' }>
  /** Path of the SealedSecret from the project's root. */
  | { readonly from: 'sealed'; readonly file: string };
type WrittenSource = v.InferOutput<typeof secretSourceShape>;

type Written = v.InferOutput<typeof factsShape>;
type WrittenHost = v.InferOutput<typeof hostShape>;

/** A machine of the cluster. */
export interface Node {
  readonly name: string;
  readonly address: Ipv4;
  readonly role: 'server' | 'agent';
  readonly mac?: Mac;
  /** Node labels, those that its distribution and its kubelet set included. */
  readonly labels: Readonly<Record<string, string>>;
  readonly machine?: NonNullable<v.InferOutput<typeof nodeShape>['machine']>;
}

/** A network card of a host. */
export interface HostInterface {
  readonly name: string;
  readonly network?: string;
  readonly address: Ipv4;
  readonly mac?: Mac;
  /** Cards that an Open vSwitch bridge of this name joins. */
  readonly joins?: readonly string[];
}

/** A machine beside the cluster. */
export interface Host {
  readonly name: string;
  readonly description: string;
  /** The address that the host's name means: that of its first card. */
  readonly address: Ipv4;
  readonly system?: WrittenHost['system'];
  readonly interfaces: readonly HostInterface[];
  /** What it runs, in the order in which it was written. */
  readonly programs: readonly Pick<HostProgram, 'name' | 'title'>[];
  /** What its programs state. */
  readonly claims: readonly Claimed[];
}

/** The way out of a network. */
export interface Gateway {
  /** Network on the side of the internet. */
  readonly outside: string;
  /** Network behind the host. */
  readonly inside: string;
  readonly forwards: readonly { readonly port: Port; readonly to: Ipv4 }[];
}

/** A network of the cluster. */
export interface Network {
  readonly cidr: Cidr;
  readonly gateway?: Ipv4;
  /** The network with which it shares a wire. */
  readonly wire?: string;
}

/** Addresses that a DHCP server hands out. */
export interface DhcpRange {
  readonly network: string;
  readonly range: AddressRange;
  readonly nameServers: readonly Ipv4[];
}

/** The facts of one cluster, parsed and frozen: everything that is derived starts here. */
export interface Facts {
  readonly name: string;
  readonly git: Readonly<Written['git']>;
  readonly delivery: Written['delivery'];
  readonly projects: Written['projects'];
  readonly destination: string;
  /** What runs Kubernetes on the machines. */
  readonly distribution: Distribution;
  /** Where the API answers from outside. */
  readonly api: { readonly address: Ipv4; readonly port: Port };
  /** Where pods reach the API: the first address of the service network. */
  readonly apiService: Ipv4;
  /** Where pods reach the cluster's name server: the tenth address of the service network, unless its distribution has another one. */
  readonly dnsService: Ipv4;
  /** Suffix of service names. */
  readonly clusterDomain: 'cluster.local';
  readonly networks: Readonly<Record<string, Network>> & Record<'nodes' | 'pods' | 'services', Network>;
  readonly dhcp: readonly DhcpRange[];
  readonly proxmox?: Written['proxmox'];
  readonly nixos?: Written['nixos'];
  readonly administrators?: { readonly networks: readonly Cidr[]; readonly sshKeys: readonly string[] };
  readonly secrets: Readonly<Record<string, SecretSource>>;
  readonly nodes: readonly Node[];
  readonly hosts: readonly Host[];
  /** Placeholders that are not filled in yet. */
  readonly open: readonly OpenFact[];
}

/** The servers, in the order in which they were written. */
export function serversOf(facts: Facts): readonly Node[] {
  return facts.nodes.filter((node) => node.role === 'server');
}

/** The network of a name, where there is one. */
export function networkOf(name: string, { networks }: Pick<Facts, 'networks'>): Network | undefined {
  return Object.hasOwn(networks, name) ? networks[name] : undefined;
}
