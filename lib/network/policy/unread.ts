import type { Head } from './head';

/** A policy of a kind that is not read here. What it decides is not known. */
export interface UnreadPolicy {
  /** Kind and name: `AdminNetworkPolicy isolate-teams`. */
  readonly name: string;
  /** Namespace of the pods that it may select. @default every namespace */
  readonly namespace?: string;
  /** Whether it speaks only where no other policy closes the direction. */
  readonly isBaseline: boolean;
  /** Whether it may select nodes as well. */
  readonly ofNodes: boolean;
}

/**
 * The policy of another kind that an object is: AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy
 * (https://network-policy-api.sigs.k8s.io/), NetworkPolicy and GlobalNetworkPolicy of Calico
 * (https://docs.tigera.io/calico/latest/reference/resources/), those of Antrea and of whoever names a kind like that. Calico's
 * staged ones decide nothing.
 */
export function unreadPolicy({ kind, name, namespace }: Head, object: unknown): UnreadPolicy | undefined {
  if (!/^(?!Staged)\w*NetworkPolicy$/.test(kind)) return undefined;
  const ofNamespace = !/^(Global|Cluster|Admin|BaselineAdmin)/.test(kind);
  return {
    name: `${kind} ${ofNamespace ? `${namespace}/${name}` : name}`,
    ...(ofNamespace && { namespace }),
    isBaseline: kind === 'BaselineAdminNetworkPolicy' || tierOf(object) === 'Baseline',
    ofNodes: kind === 'GlobalNetworkPolicy',
  };
}

/** The tier of a ClusterNetworkPolicy: `Admin` or `Baseline`. */
function tierOf(object: unknown): unknown {
  return Reflect.get(Object(Reflect.get(Object(object), 'spec')), 'tier');
}
