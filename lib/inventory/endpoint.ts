/** Something that listens, named once; handing it to another component is what ties the two together. */
export interface Endpoint<Protocol extends string = string> {
  /** What is spoken there. A database where a broker is wanted does not compile. */
  readonly protocol: Protocol;
  readonly transport: 'tcp' | 'udp';
  /** Port to which a client connects. */
  readonly port: number;
  readonly owner: ComponentOwner | HostOwner;
}

/** Pods of a component listen. */
export interface ComponentOwner {
  readonly kind: 'component';
  /** Name of the component. */
  readonly component: string;
  readonly namespace: string;
  /** Service that stands before the pods; its name within the namespace. */
  readonly service: string;
  /** Name of the workload whose pods listen. */
  readonly workload: string;
  /** Port on which the pods listen, after service translation. */
  readonly targetPort: number;
}

/** A machine beside the cluster listens. */
export interface HostOwner {
  readonly kind: 'host';
  /** Name of the host. */
  readonly host: string;
  /** Name of the program that listens, which the host then has to list. @default anything that runs there */
  readonly program?: string;
}

/** The name under which pods reach a component's service from any namespace. */
export function serviceName(owner: ComponentOwner): string {
  return `${owner.service}.${owner.namespace}.svc`;
}
