import * as v from 'valibot';
import { capabilityShape, type ComponentOwner, type Endpoint, type Facts } from '../inventory';
import {
  label,
  labels,
  line,
  outside,
  type PortRange,
  port,
  ports,
  type Transport,
  type Written,
} from '../values';

/** Names, versions and other texts that land in files by themselves. */
const words = line(500);

/** Who may connect to a port beside the components that declare it. */
export const exposure = v.picklist(['declared', 'kube-apiserver', 'ingress', 'cluster', 'world']);

/** A port on which pods listen. */
export const listenerShape = v.strictObject({
  /** Name of the container's port. */
  name: words,
  /** 1 to 65535. */
  port,
  transport: v.picklist(['tcp', 'udp']),
  /**
   * Who may connect beside the components that declare it: nothing else, the API server (webhooks), what serves the cluster's
   * Ingresses and Gateways, every pod and what serves Ingresses and Gateways, or everybody.
   */
  open: exposure,
  /**
   * The component that provides this capability connects here as well, though it comes first: an operator to the pods that it
   * runs. A connection of its own could not say so, since a component comes after what it connects to. @default none
   */
  operatedBy: v.exactOptional(capabilityShape),
});

/** Something that listens. */
export const endpointShape: v.GenericSchema<Endpoint> = v.objectWithRest(
  {
    protocol: words,
    transport: v.picklist(['tcp', 'udp']),
    port,
    owner: v.variant('kind', [
      v.strictObject({
        kind: v.literal('component'),
        component: words,
        namespace: label,
        service: words,
        workload: words,
        targetPort: port,
      }),
      v.strictObject({ kind: v.literal('host'), host: words, program: v.exactOptional(words) }),
    ]),
  },
  // What a protocol says beside that, such as the number of brokers.
  v.union([words, v.number(), v.boolean()]),
);

/** On which ports a connection is opened. */
const opens = {
  /** One port, or a range; each from 1 to 65535. */
  port: ports,
  /** @default 'tcp' */
  transport: v.exactOptional(v.picklist(['tcp', 'udp', 'sctp']), 'tcp'),
};

/** Where a connection goes. */
export const destinationShape = v.variant('kind', [
  v.strictObject({
    kind: v.literal('endpoint'),
    /** What listens: a port of another component or of a host. */
    endpoint: endpointShape,
  }),
  v.strictObject({ kind: v.literal('kube-apiserver') }),
  /** Machines outside the cluster, be they far away or in the next room. */
  v.strictObject({
    kind: v.literal('internet'),
    /**
     * A name (`git.example.com`), a pattern of names (`*.example.com`), an address (`192.0.2.30`), a network
     * (`192.0.2.0/24`), or `*` for everything outside. Not every network plugin can tell names apart; a NetworkPolicy of
     * Kubernetes opens the port to everything outside the cluster instead.
     */
    host: outside,
    ...opens,
  }),
  /** Every node of the cluster: a port that a program on the node itself, or a pod on its network, listens on. */
  v.strictObject({ kind: v.literal('nodes'), ...opens }),
]);

/** A connection that pods open. */
export const connectionShape = v.strictObject({
  to: destinationShape,
  /** What for, in a few words; it becomes the comment of the rule that opens it. */
  why: words,
});

/** The pods of one Deployment, StatefulSet, DaemonSet or Job. */
export const workloadShape = v.strictObject({
  /** Name within the component: `broker`. */
  name: words,
  /** Labels that its pods and nothing else in the namespace have. */
  pods: labels,
  /** Ports on which its pods listen. Each one is an endpoint; nothing else is open. */
  listens: v.array(listenerShape),
  /** What its pods connect to. Each one is a flow; nothing else is open. The cluster's DNS comes by itself with the first. */
  connects: v.array(connectionShape),
  /** Whether its pods share the node's network, where no policy of Kubernetes reaches. */
  hostNetwork: v.boolean(),
});

/** The pods of one Deployment, StatefulSet, DaemonSet or Job. */
export type Workload = Written<typeof workloadShape>;
/** A port on which pods listen. */
export type Listener = Written<typeof listenerShape>;
/** A connection that pods open. */
export type Connection = Written<typeof connectionShape>;
/** Where a connection goes. */
export type Destination = Written<typeof destinationShape>;

/** Where a connection to a written name or address goes: to a machine outside, or to the nodes where it is one of theirs. */
export function machineAt(
  host: string,
  nodes: Facts['nodes'],
  at: { readonly port: number | PortRange; readonly transport?: Transport },
): Destination {
  return nodes.some(({ address }) => address === host)
    ? { kind: 'nodes', ...at }
    : { kind: 'internet', host, ...at };
}

/** The endpoint that a listener of a workload is, behind a Service. */
export function endpointOf<Protocol extends string>(
  protocol: Protocol,
  port: number,
  owner: Omit<ComponentOwner, 'kind'>,
): Endpoint<Protocol> & { readonly owner: ComponentOwner } {
  return { protocol, transport: 'tcp', port, owner: { kind: 'component', ...owner } };
}
