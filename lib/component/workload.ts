import type { ComponentOwner, Endpoint, Facts } from '../inventory';
import type { PortRange, Transport } from '../values';
import type { Capability } from './capability';

/** The pods of one Deployment, StatefulSet, DaemonSet or Job. */
export interface Workload {
  /** Name within the component: `broker`. */
  readonly name: string;
  /** Labels that its pods and nothing else in the namespace have. */
  readonly pods: Readonly<Record<string, string>>;
  /** Ports on which its pods listen. Each one is an endpoint; nothing else is open. */
  readonly listens: readonly Listener[];
  /** What its pods connect to. Each one is a flow; nothing else is open. The cluster's DNS comes by itself with the first. */
  readonly connects: readonly Connection[];
  /** Whether its pods share the node's network, where no policy of Kubernetes reaches. */
  readonly hostNetwork: boolean;
}

/** A port on which pods listen. */
export interface Listener {
  /** Name of the container's port. */
  readonly name: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  /**
   * Who may connect beside the components that declare it: nobody, the API server (webhooks), what serves the cluster's
   * Ingresses and Gateways, every pod and what serves Ingresses and Gateways, or everybody.
   */
  readonly open: 'declared' | 'kube-apiserver' | 'ingress' | 'cluster' | 'world';
  /**
   * What brings this capability connects here as well, though it comes first: an operator to the pods that it runs. A
   * connection of its own could not say so, since a component comes after what it connects to. @default nothing
   */
  readonly operatedBy?: Capability;
}

/** A connection that pods open. */
export interface Connection {
  readonly to: Destination;
  /** What for, in a few words; it becomes the comment of the rule that opens it. */
  readonly why: string;
}

/** Where a connection goes. */
export type Destination =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'kube-apiserver' }
  /** Machines outside the cluster, be they far away or in the next room. */
  | (Opens & {
      readonly kind: 'internet';
      /**
       * A name (`git.example.com`), a pattern of names (`*.example.com`), an address (`192.0.2.30`), a network
       * (`192.0.2.0/24`), or `*` for everything outside. Only Cilium can tell names apart; a NetworkPolicy of Kubernetes
       * opens the port to everything outside the cluster instead.
       */
      readonly host: string;
    })
  /** Every node of the cluster: a port that a program on the node itself, or a pod on its network, listens on. */
  | (Opens & { readonly kind: 'nodes' });

/** On which ports a connection is opened. */
interface Opens {
  /** One port, or a range; each from 1 to 65535. */
  readonly port: number | PortRange;
  /** @default 'tcp' */
  readonly transport?: Transport;
}

/** Where a connection to a written name or address goes: to a machine outside, or to the nodes where it is one of theirs. */
export function machineAt(host: string, nodes: Facts['nodes'], opens: Opens): Destination {
  return nodes.some(({ address }) => address === host)
    ? { kind: 'nodes', ...opens }
    : { kind: 'internet', host, ...opens };
}

/** The endpoint that a listener of a workload is, behind a Service. */
export function endpointOf<Protocol extends string>(
  protocol: Protocol,
  port: number,
  owner: Omit<ComponentOwner, 'kind'>,
): Endpoint<Protocol> & { readonly owner: ComponentOwner } {
  return { protocol, transport: 'tcp', port, owner: { kind: 'component', ...owner } };
}
