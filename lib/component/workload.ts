import type { ComponentOwner, Endpoint } from '../inventory';
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
  /** Who may connect beside the components that declare it: nobody, the API server (webhooks), every pod, or everybody. */
  readonly open: 'declared' | 'kube-apiserver' | 'cluster' | 'world';
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
  | { readonly kind: 'internet'; readonly host: string; readonly port: number };

/** The endpoint that a listener of a workload is, behind a Service. */
export function endpointOf<Protocol extends string>(
  protocol: Protocol,
  port: number,
  owner: Omit<ComponentOwner, 'kind'>,
): Endpoint<Protocol> & { readonly owner: ComponentOwner } {
  return { protocol, transport: 'tcp', port, owner: { kind: 'component', ...owner } };
}
