import type { ClusterPlan } from '../plan';
import { type Report, suggest } from '../values';
import type { Transport } from './firewall/rule';
import { type OwnedWorkload, placeName } from './flows/flows';

/** Finds the workloads of a namespace whose pods have all labels of a Service's selector; an empty selector finds none. */
export type PodsBehind = (
  selector: Readonly<Record<string, string>>,
  namespace: string,
) => readonly OwnedWorkload[];

/** Those of the plans that were asked for before: Services are read in several places. */
const known = new WeakMap<ClusterPlan, PodsBehind>();

/** Reads the labels of all pods once, so that each Service looks only at the pods that share its rarest label. */
export function podsBehind(plan: ClusterPlan): PodsBehind {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const behind = read(plan);
  known.set(plan, behind);
  return behind;
}

function read({ components }: ClusterPlan): PodsBehind {
  const byLabel = new Map<string, OwnedWorkload[]>();
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

/**
 * The number that a port's name has in all of these pods. Kubernetes looks it up in every pod, and a Service does not lead to
 * pods that lack it. A name with several numbers, or with none, is reported.
 */
export function namedPort(
  name: string,
  transport: Transport,
  places: readonly OwnedWorkload[],
  at: string,
  report: Report,
): number | undefined {
  const listeners = places.flatMap((place) =>
    place.workload.listens
      .filter((listener) => listener.transport === transport)
      .map((listener) => ({ ...listener, who: placeName(place) })),
  );
  const [first, ...more] = listeners.filter((listener) => listener.name === name);
  const other = more.find(({ port }) => port !== first?.port);
  if (first !== undefined && other === undefined) return first.port;
  if (first !== undefined && other !== undefined)
    report({
      at,
      reason: `"${name}" is ${first.port} in the pods of ${first.who} and ${other.port} in those of ${other.who}`,
      next: 'write a number that all of them listen on, or let the Service select one workload only',
    });
  else if (places.length === 0)
    report({
      at,
      reason: `the Service selects pods of no workload, so it is not known which port "${name}" is`,
      next: "select a workload's pods, or write the number of the port",
    });
  else
    report({
      at,
      reason: `no pod behind the Service (${places.map(placeName).join(', ')}) has a ${transport} port named "${name}"`,
      next: suggest(
        name,
        new Set(listeners.map((listener) => listener.name)),
        'name the port in the listens of the workload',
      ),
    });
  return undefined;
}
