import type { ClusterPlan } from '../plan';
import type { Place } from './flows/flows';

/** Finds the workloads of a namespace whose pods have all labels of a Service's selector; an empty selector finds none. */
export type PodsBehind = (selector: Readonly<Record<string, string>>, namespace: string) => readonly Place[];

/** Reads the labels of all pods once, so that each Service looks only at the pods that share its rarest label. */
export function podsBehind({ components }: ClusterPlan): PodsBehind {
  const byLabel = new Map<string, Place[]>();
  for (const component of components)
    for (const workload of component.workloads)
      for (const [key, value] of Object.entries(workload.pods)) {
        const label = labelIn(component.namespace, key, value);
        const places = byLabel.get(label);
        if (places === undefined) byLabel.set(label, [{ component, workload }]);
        else places.push({ component, workload });
      }
  return (selector, namespace) => {
    const wanted = Object.entries(selector);
    const [rarest = []] = wanted
      .map(([key, value]) => byLabel.get(labelIn(namespace, key, value)) ?? [])
      .sort((a, b) => a.length - b.length);
    return rarest.filter(({ workload }) => wanted.every(([key, value]) => workload.pods[key] === value));
  };
}

/** One text for a label of a namespace's pods; a line break is in none of its parts. */
function labelIn(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}
