/** A listening port. A component that receives an endpoint connects to it. */
export interface Endpoint<Protocol extends string = string> {
  /** Its protocol. The compiler rejects a database where a broker is expected. */
  readonly protocol: Protocol;
  readonly transport: 'tcp' | 'udp';
  /** Port to which a client connects. */
  readonly port: number;
  readonly owner: ComponentOwner | HostOwner;
}

/** An endpoint of a component: its pods listen. */
export interface ComponentOwner {
  readonly kind: 'component';
  /** Name of the component. */
  readonly component: string;
  readonly namespace: string;
  /** Name of the Service of the pods, within their namespace. */
  readonly service: string;
  /** Name of the workload whose pods listen. */
  readonly workload: string;
  /** Port on which the pods listen, after service translation. */
  readonly targetPort: number;
}

/** An endpoint of a host: a program on it listens. */
export interface HostOwner {
  readonly kind: 'host';
  /** Name of the host. */
  readonly host: string;
  /** Name of the program that listens. The host must list it. @default any program */
  readonly program?: string;
}

/** The DNS name of the component's Service, which works in any namespace. */
export function serviceName(owner: ComponentOwner): string {
  return `${owner.service}.${owner.namespace}.svc`;
}
