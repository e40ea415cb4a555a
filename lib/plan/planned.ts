import type { Component, ComponentPlan, KubeObject, ShapedPlan } from '../component';
import type { Claim, Claimed, Facts } from '../inventory';
import type { PlannedWorkload } from './connection';

/** An object from a folder of the project. */
export interface FoundObject {
  /** Where it is written: `manifests/blog/web.yaml:12`. */
  readonly at: string;
  readonly object: KubeObject;
  /** Where a field of it is written, by keys and numbers of items: `manifests/blog/web.yaml:31`. @default lines are unknown */
  readonly placeOf?: (field: readonly (string | number)[]) => string;
}

/** What was found in the folder of a component. */
export interface FolderContent {
  /** The folder and all below it that its objects follow from, as paths from the project's root. */
  readonly paths: readonly string[];
  readonly objects: readonly FoundObject[];
  /** The pods that its objects make. */
  readonly workloads: ShapedPlan['workloads'];
  /** What follows from its objects for the whole cluster, each at its place in the project. */
  readonly claims: readonly Claim[];
}

/** A component with what follows from its props, on its way into the plan. */
export interface ReadComponent
  extends
    Pick<Component, 'kind' | 'name' | 'namespace'>,
    Omit<ComponentPlan, 'workloads' | 'claims' | 'folder'> {
  /** A folder whose YAML is its own, with what is stated of the pods in it. */
  readonly folder?: ShapedPlan['folder'];
  /** What is in that folder. @default it was not read yet */
  readonly content?: FolderContent;
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
