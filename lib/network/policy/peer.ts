import type { Cidr, Ipv4 } from '../../values';

/** One end of a connection, as policies see it. Use the same value for the same end: what is found out about it is kept. */
export type Peer = PodPeer | NodePeer | AddressPeer | ProxyPeer;

/** Pods with a network of their own: one pod, or all replicas of a workload. */
export interface PodPeer {
  readonly kind: 'pod';
  readonly namespace: string;
  /** Labels of its namespace. `kubernetes.io/metadata.name` comes by itself. @default not known */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it may have labels beside these. @default false */
  readonly moreLabels?: boolean;
  /** @default not known: any of the pod network */
  readonly address?: Ipv4;
  /** Name of the node that it runs on. @default not known: any */
  readonly node?: string;
  /** Ports that its containers name. @default not known */
  readonly ports?: readonly NamedPort[];
}

/** A container's port. */
export interface NamedPort {
  readonly name: string;
  readonly port: number;
  readonly transport: Transport;
}

/** A machine of the cluster, and every pod on its network. The API server is where a server is. */
export interface NodePeer {
  readonly kind: 'node';
  readonly name: string;
  readonly address: Ipv4;
  readonly role: 'server' | 'agent';
  readonly labels: Readonly<Record<string, string>>;
}

/** A machine outside the cluster: a host, the local network, the internet. */
export interface AddressPeer {
  readonly kind: 'address';
  readonly address: Ipv4;
  /** Name by which it is looked up. @default not known */
  readonly name?: string;
}

export type Transport = 'tcp' | 'udp' | 'sctp';

/**
 * Cilium's Envoy where it takes connections for Ingresses and Gateways and opens its own to the pods behind them: identity `ingress`.
 * https://docs.cilium.io/en/stable/network/servicemesh/ingress/#ingress-path-types-and-precedence
 */
interface ProxyPeer {
  readonly kind: 'proxy';
}

/** What of a cluster decides how its policies are read. */
export interface Surroundings {
  /** `flannel` is k3s as it comes: flannel's VXLAN, and kube-router for NetworkPolicies. */
  readonly plugin: 'flannel' | 'cilium';
  /** Version of the plugin, such as `1.17.18`. @default not known: what differs between versions is in doubt */
  readonly version?: string;
  /** The pod network. */
  readonly pods: Cidr;
  /** Whether Cilium's host firewall is on; without it policies for nodes do nothing. @default false, as in its chart */
  readonly hostFirewall?: boolean;
  /** Every pod of the namespaces that it names. @default none is known: what rests on the ports of other pods is in doubt */
  readonly workloads?: readonly PodPeer[];
}
