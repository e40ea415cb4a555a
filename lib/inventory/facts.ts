import type * as v from 'valibot';
import type { AddressRange, Cidr, Ipv4, Mac, OpenFact, OpenInside, Port } from '../values';
import type { Claimed } from './claim';
import type { Distribution, DistributionDeclaration } from './distribution';
import type { hostShape } from './host-shape';
import type { MachineDeclaration, NodeMachine } from './node-machine';
import type { nodeShape } from './node-shape';
import type { HostProgram } from './program';
import type { factsShape, secretSourceShape } from './shapes';
import type { MachineSystem, SystemDeclaration } from './system';

/** The facts of a cluster file, without its components. Any value may be a placeholder. */
export type FactsInput = OpenInside<
  Omit<v.InferInput<typeof factsShape>, 'distribution' | 'nodes' | 'hosts'>
> & {
  /** The Kubernetes distribution: `k3s({ … })`, or `kubernetes({ … })` for every other distribution. */
  readonly distribution: DistributionDeclaration;
  /** The nodes of the cluster. At least one is a server. */
  readonly nodes: readonly NodeInput[];
  /** Machines outside the cluster. @default none */
  readonly hosts?: readonly HostInput[];
};
/** A node in a cluster file. */
export type NodeInput = OpenInside<Omit<v.InferInput<typeof nodeShape>, 'machine' | 'system'>> & {
  /** The machine, such as `raspberryPi({ … })`. @default not known */
  readonly machine?: MachineDeclaration;
  /** Its operating system, such as `nixos({ … })`. @default the one that the machine comes with, or none */
  readonly system?: SystemDeclaration;
};
/** A host in a cluster file. */
export type HostInput = OpenInside<Omit<v.InferInput<typeof hostShape>, 'system'>> & {
  /** Its operating system, such as `nixos({ … })`. @default none: asterism does not configure it */
  readonly system?: SystemDeclaration;
};
/** Where the value of a secret comes from. */
export type SecretSource =
  | Exclude<WrittenSource, { readonly from: 'sealed' }>
  /** Path of the SealedSecret from the project's root. */
  | { readonly from: 'sealed'; readonly file: string };
type WrittenSource = v.InferOutput<typeof secretSourceShape>;

type Written = v.InferOutput<typeof factsShape>;

/** A machine of the cluster. */
export interface Node {
  readonly name: string;
  readonly address: Ipv4;
  readonly role: 'server' | 'agent';
  readonly mac?: Mac;
  /** Node labels, including those that its distribution and its kubelet set. */
  readonly labels: Readonly<Record<string, string>>;
  readonly machine?: NodeMachine;
  /** Its operating system. @default not known: asterism does not configure it */
  readonly system?: MachineSystem;
}

/** A network interface of a host. */
export interface HostInterface {
  readonly name: string;
  readonly network?: string;
  readonly address: Ipv4;
  readonly mac?: Mac;
  /** Network interfaces that an Open vSwitch bridge of this name contains. */
  readonly joins?: readonly string[];
}

/** A machine outside the cluster that asterism knows. */
export interface Host {
  readonly name: string;
  readonly description: string;
  /** Its main address: that of its first interface. */
  readonly address: Ipv4;
  /** Its operating system. @default not known: asterism does not configure it */
  readonly system?: MachineSystem;
  readonly interfaces: readonly HostInterface[];
  /** Its programs, in the order of the cluster file. */
  readonly programs: readonly Pick<HostProgram, 'name' | 'title'>[];
  /** The claims of its programs. */
  readonly claims: readonly Claimed[];
}

/** A gateway between two networks. */
export interface Gateway {
  /** Network on the internet side. */
  readonly outside: string;
  /** Network behind the gateway. */
  readonly inside: string;
  readonly forwards: readonly { readonly port: Port; readonly to: Ipv4 }[];
}

/** A network of the cluster. */
export interface Network {
  readonly cidr: Cidr;
  readonly gateway?: Ipv4;
  /** A network that shares its wire (the same Ethernet segment). */
  readonly wire?: string;
  /** Ranges that a DHCP server assigns which is not of the cluster. */
  readonly leases: readonly AddressRange[];
}

/** A range of addresses that a DHCP server assigns. */
export interface DhcpRange {
  readonly network: string;
  readonly range: AddressRange;
  readonly nameServers: readonly Ipv4[];
}

/** The facts of one cluster, parsed and frozen. Everything else is derived from them. */
export interface Facts {
  readonly name: string;
  readonly site?: string;
  readonly git: Readonly<Written['git']>;
  readonly delivery: Written['delivery'];
  readonly projects: Written['projects'];
  readonly destination: string;
  /** The Kubernetes distribution. */
  readonly distribution: Distribution;
  /** Where clients outside the cluster reach the API. */
  readonly api: { readonly address: Ipv4; readonly port: Port };
  /** Where pods reach the API: the first address of the service network. */
  readonly apiService: Ipv4;
  /** Where pods reach the cluster's name server: by default the tenth address of the service network. */
  readonly dnsService: Ipv4;
  /** Suffix of Service names. */
  readonly clusterDomain: 'cluster.local';
  readonly networks: Readonly<Record<string, Network>> & Record<'nodes' | 'pods' | 'services', Network>;
  readonly dhcp: readonly DhcpRange[];
  readonly administrators?: { readonly networks: readonly Cidr[]; readonly sshKeys: readonly string[] };
  readonly secrets: Readonly<Record<string, SecretSource>>;
  readonly nodes: readonly Node[];
  readonly hosts: readonly Host[];
  /** Placeholders that have not been filled in. */
  readonly open: readonly OpenFact[];
}

/** The servers, in the order of the cluster file. */
export function serversOf(facts: Facts): readonly Node[] {
  return facts.nodes.filter((node) => node.role === 'server');
}

/** The network with this name, or undefined. */
export function networkOf(name: string, { networks }: Pick<Facts, 'networks'>): Network | undefined {
  return Object.hasOwn(networks, name) ? networks[name] : undefined;
}
