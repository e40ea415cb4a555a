import type { Component, ComponentPlan } from '../component';
import type { Claimed, Facts } from '../inventory';
import type { PlannedWorkload } from './connection';

/** A component with what follows from its props, on its way into the plan. */
export interface ReadComponent
  extends Pick<Component, 'kind' | 'name' | 'namespace'>, Omit<ComponentPlan, 'workloads' | 'claims'> {
  /** Its pods, with the connections that could be read. */
  readonly workloads: readonly PlannedWorkload[];
  /** What it claims. */
  readonly claims: readonly Claimed[];
}

/** A component with what follows from its props and its place among the others. */
export interface PlannedComponent extends ReadComponent {
  /** Names of the components that must be healthy before it. */
  readonly after: readonly string[];
  /** Its place in the order: 1 and up; everything it comes after has a lower one. */
  readonly wave: number;
}

/** A cluster, ready to be made into objects. */
export interface ClusterPlan {
  readonly facts: Facts;
  /** Sorted by name, so that the order in which a person lists them changes nothing. */
  readonly components: readonly PlannedComponent[];
  /** Everything that components, hosts and the distribution claim; `claimsOf(plan, kind)` reads those of one kind. */
  readonly claims: readonly Claimed[];
}
