import { provides, type Role } from '../inventory';
import type { ClusterPlan, PlannedComponent } from '../plan';

/** What must run before Argo CD can install anything, and Argo CD itself. */
const beginning: readonly Role[] = ['network plugin', 'cluster DNS', 'delivery'];

/** Components that a person installs: those that must run before Argo CD can, and all that they come after, in order. */
export function firstInstalled({ components }: ClusterPlan): readonly PlannedComponent[] {
  const byName = new Map(components.map((component) => [component.name, component]));
  const wanted = new Set(
    components.filter((component) => beginning.some((role) => provides(component, role))),
  );
  // A set hands out what is added to it while it is walked.
  for (const { after } of wanted)
    for (const name of after) {
      const earlier = byName.get(name);
      if (earlier !== undefined) wanted.add(earlier);
    }
  return [...wanted].sort((a, b) => a.wave - b.wave || (a.name < b.name ? -1 : 1));
}

/** The values file of a component in the bootstrap folder. */
export function valuesFile(name: string): string {
  return `values-${name}.yaml`;
}
