import type { IgnoredField, KubeObject, Upstream } from '../component';
import type { Facts } from '../inventory';

/** One Application's worth of a cluster: its objects, where they live, and its place in the order. */
export interface App {
  /** Name of the Application and of the folder under `dist/<cluster>/`, and of the project unless its group has one. */
  readonly name: string;
  /** The group that it belongs to. @default it belongs to none */
  readonly group?: string;
  /** Namespace of what it ships; objects of other namespaces name theirs. */
  readonly namespace: string;
  /** Sync wave: lower ones are healthy before higher ones begin. */
  readonly wave: number;
  /** Manifests of ours. */
  readonly objects: readonly KubeObject[];
  /** What somebody else ships with it. */
  readonly upstream?: Upstream;
  /** Fields that a controller writes at run time. @default none */
  readonly ignoreDifferences?: readonly IgnoredField[];
  /**
   * What happens to its objects when the Application is removed: `cascade` removes them. `orphan` leaves them, for what a
   * cluster cannot live without: namespaces, the network, Argo CD itself.
   */
  readonly removal: 'cascade' | 'orphan';
}

/** Where Argo CD itself lives. */
export const argoCdNamespace = 'argocd';

/** The API server beside which Argo CD runs, as it names it. */
export const inCluster = 'https://kubernetes.default.svc';

/** Name of the Application that applies all the others. */
export const rootName = 'root';

/** Name of an Application. A hub holds those of several clusters in one namespace, so there the cluster's name comes first. */
export function applicationName(facts: Facts, name: string): string {
  return facts.destination === inCluster ? name : `${facts.name}-${name}`;
}

/** Name of the project that an app belongs to: its own one, or that of its group. */
export function projectName(facts: Facts, { name, group }: Pick<App, 'name' | 'group'>): string {
  return applicationName(facts, facts.projects === 'group' && group !== undefined ? group : name);
}

/** Folder of the manifests of an app, from the root of the repository. */
export function manifestFolder(facts: Facts, name: string): string {
  return `dist/${facts.name}/${name}`;
}
