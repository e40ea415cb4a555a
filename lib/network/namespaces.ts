import type { PodSecurity } from '../component';
import type { ClusterPlan } from '../plan';

/** Namespaces that Kubernetes makes itself, where distributions put their own pods; what lives there beside our objects is not ours to fence in. */
const given = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** A namespace of ours, with the Pod Security level that it enforces. */
export interface OwnNamespace {
  readonly name: string;
  readonly podSecurity: PodSecurity;
}

const order: readonly PodSecurity[] = ['restricted', 'baseline', 'privileged'];

/** Namespaces that the components live in, beside those that Kubernetes makes. Where several share one, the laxest level holds. */
export function ownNamespaces(plan: ClusterPlan): readonly OwnNamespace[] {
  const levels = new Map<string, PodSecurity>();
  for (const { namespace, podSecurity } of plan.components) {
    if (given.has(namespace)) continue;
    const level = levels.get(namespace) ?? 'restricted';
    levels.set(namespace, order.indexOf(podSecurity) > order.indexOf(level) ? podSecurity : level);
  }
  return [...levels]
    .map(([name, podSecurity]) => ({ name, podSecurity }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether policies of ours fence the namespace in. */
export function isOwnNamespace(name: string): boolean {
  return !given.has(name);
}
