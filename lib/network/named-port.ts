import { type Report, suggest } from '../values';
import type { Transport } from './firewall/rule';
import { type Place, placeName } from './flows/flows';

/**
 * The number that a port's name stands for in all of these pods. Kubernetes looks it up in every pod, and a Service leads to none
 * that lacks it. What is no one number is reported.
 */
export function namedPort(
  name: string,
  transport: Transport,
  places: readonly Place[],
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
      reason: `the Service selects pods of no workload, so nobody knows which port "${name}" is`,
      next: "select a workload's pods, or write the number of the port",
    });
  else
    report({
      at,
      reason: `no pod behind the Service (${places.map(placeName).join(', ')}) has a ${transport} port named "${name}"`,
      next: suggest(name, new Set(listeners.map((listener) => listener.name))),
    });
  return undefined;
}
