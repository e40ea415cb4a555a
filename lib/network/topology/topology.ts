import type { Cidr, Ipv4 } from '../../values';
import type { Table, Transport } from '../firewall/rule';

/**
 * Machines on wires, with the rules that each applies: what the model walks, and what the lab builds of network namespaces.
 * Pods are machines too: one on each node represents all of that node's.
 */
export interface Topology {
  /** By name, each once. */
  readonly machines: readonly Machine[];
}

/** Something with addresses: a node, a host, a pod, a router, a stranger. */
export interface Machine {
  readonly name: string;
  readonly kind: 'node' | 'pod' | 'host' | 'router' | 'outside';
  readonly interfaces: readonly Interface[];
  /** Where packets go that no interface's own network holds; the longest prefix decides. */
  readonly routes: readonly Route[];
  /** Whether it passes on packets that are not for itself. */
  readonly forwards: boolean;
  readonly tunnel?: Tunnel;
  readonly tables: readonly Table[];
  /** Connections that a program here takes, to open one of its own to another machine, such as a load balancer's. */
  readonly relays: readonly Relay[];
}

/** A network card or bridge, tied to a wire. */
export interface Interface {
  readonly name: string;
  readonly address: Ipv4;
  /** The network that it reaches directly. */
  readonly network: Cidr;
  /** Machines whose interfaces name the same wire hear each other. */
  readonly wire: string;
  /** Whether it is a bridge that joins the wire, so that what the others on it say to each other passes this machine's rules. */
  readonly bridge?: true;
  /** Further addresses for which it answers there, such as a load balancer's. */
  readonly answersFor?: readonly Ipv4[];
}

/** A way to a network that is not at hand. */
export interface Route {
  readonly to: Cidr;
  /** The next machine's address, on a wire of ours. */
  readonly via: Ipv4;
}

/** A VXLAN device: packets for the pods of another node travel inside UDP packets between the nodes. */
export interface Tunnel {
  readonly device: string;
  /** Its address, which packets of this node to other nodes' pods have. */
  readonly address: Ipv4;
  readonly port: number;
  /** Nodes with their pods. The machine itself may be among them, since all nodes share one list; its own bridge comes first. */
  readonly peers: readonly { readonly pods: Cidr; readonly node: Ipv4 }[];
}

/** A listener that opens a connection of its own to the first backend that answers. */
export interface Relay {
  readonly transport: Transport;
  readonly port: number;
  readonly backends: readonly { readonly address: Ipv4; readonly port: number }[];
}
