import type { Destination, Workload } from '../component';
import type { Outside, PortRange, Transport } from '../values';

/** A workload whose connections were read. */
export interface PlannedWorkload extends Omit<Workload, 'connects'> {
  readonly connects: readonly PlannedConnection[];
}

/** A connection that was read. */
export interface PlannedConnection {
  readonly to: PlannedDestination;
  /** What for, in a few words. */
  readonly why: string;
}

/** Where a connection goes, as it was read. */
export type PlannedDestination =
  | Extract<Destination, { readonly kind: 'endpoint' | 'kube-apiserver' }>
  | (Ports & { readonly kind: 'internet'; readonly host: Outside })
  | (Ports & { readonly kind: 'nodes' });

interface Ports {
  readonly ports: PortRange;
  readonly transport: Transport;
}
