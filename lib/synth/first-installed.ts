import type { ClusterPlan, PlannedComponent } from '../plan';

/**
 * Components that must run before Argo CD can install anything, in order: definitions, the network plugin,
 * the name server, Argo CD.
 */
export function firstInstalled(plan: ClusterPlan): readonly PlannedComponent[] {
  return (['gateway-api-definitions', 'network-plugin', 'cluster-dns', 'argo-cd'] as const).flatMap(
    (capability) => plan.components.filter((component) => component.provides.includes(capability)),
  );
}

/** The values file of a component in the bootstrap folder. */
export function valuesFile(name: string): string {
  return `values-${name}.yaml`;
}
