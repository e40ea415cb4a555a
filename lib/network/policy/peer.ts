import type { Ipv4 } from '../../values';

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
  /** Whether the API of the cluster answers there, as where somebody else runs the servers. @default it does not */
  readonly servesApi?: true;
  /** Name by which it is looked up. @default not known */
  readonly name?: string;
}

export type Transport = 'tcp' | 'udp' | 'sctp';

/** A proxy of the network plugin, where it takes connections for Ingresses and Gateways and opens its own to the pods behind them. */
interface ProxyPeer {
  readonly kind: 'proxy';
}
