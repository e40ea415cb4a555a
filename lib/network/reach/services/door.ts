import type { Node } from '../../../inventory';
import type { Cidr, Ipv4 } from '../../../values';
import type { Transport } from '../../firewall/rule';

/** A Service: addresses and ports that lead to pods, or to servers. */
export interface Door {
  /** `namespace/name`. */
  readonly service: string;
  readonly namespace: string;
  /** Its address within the cluster, where the manifest pins it. */
  readonly cluster?: Ipv4;
  /** Addresses at which it answers outside the cluster: a load balancer's, or external ones. */
  readonly outside: readonly Ipv4[];
  /** Those of them that are external ones: no load balancer's, so `sources` says nothing of them. */
  readonly external: readonly Ipv4[];
  /** Whether it answers by its own ports at every node's address: load balancers may have the addresses of the nodes. */
  readonly atNodes: boolean;
  /** Whether Kubernetes picks a port of the nodes for each of its ports that pins none. */
  readonly picks: boolean;
  /** `loadBalancerSourceRanges`: who may come by a load balancer's address; empty where one cannot be read. @default everybody */
  readonly sources?: readonly Cidr[];
  readonly ports: readonly DoorPort[];
  readonly leads: DoorTarget;
  /** `externalTrafficPolicy: Local`: a node passes what comes from outside to pods of its own only, and keeps its source. */
  readonly local: boolean;
}

/** One port of a Service. */
export interface DoorPort {
  /** @default it has none */
  readonly name?: string;
  readonly port: number;
  readonly transport: Transport;
  /** Port of the pods, or its name there. */
  readonly target: number | string;
  /** @default none, or one that Kubernetes picks */
  readonly nodePort?: number;
}

/** Where a Service leads. */
export type DoorTarget =
  | { readonly kind: 'pods'; readonly selector: Readonly<Record<string, string>> }
  | { readonly kind: 'servers' }
  /** Nothing here says: it has no selector. */
  | { readonly kind: 'elsewhere' };

/** The address and port of a Service that are called. */
export interface DoorCall {
  readonly door: Door;
  readonly port: DoorPort;
  readonly address: Ipv4;
  /** The address that the sender calls: a gateway's, which passes it on, or the same. */
  readonly called: Ipv4;
  /** Number of the port that is called: the Service's, or that of the nodes. */
  readonly number: number;
  /** The node whose address it is. @default an address of the Service's own */
  readonly node?: Node;
  /** Whether it is called by a load balancer's address, so that the Service's source ranges hold. */
  readonly isBalanced: boolean;
}
