import type { ShapedPlan, Workload } from '../component';
import type { PortRange } from '../values';

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

/** Where a connection goes, as the shape of a plan gives it. */
export type ShapedDestination = ShapedPlan['workloads'][number]['connects'][number]['to'];

/** Where a connection goes, as it was read: on a range of ports, which may be one. */
export type PlannedDestination =
  | Extract<ShapedDestination, { kind: 'endpoint' | 'kube-apiserver' }>
  | OnPorts<Extract<ShapedDestination, { kind: 'internet' }>>
  | OnPorts<Extract<ShapedDestination, { kind: 'nodes' }>>;

type OnPorts<To extends { port: PortRange }> = Readonly<Omit<To, 'port'>> & { readonly ports: PortRange };
