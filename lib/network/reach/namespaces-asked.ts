import type { KubeObject } from '../../component';
import type { ClusterPlan } from '../../plan';
import { doorsOf } from './services/doors';
import type { Named } from './named';
import { pluginOf } from '../cluster-plugin';

/**
 * The namespaces whose policies decide between two ends: their own, and those of the pods to which an address or a port of a node
 * may lead.
 * @param objects manifests of the components, Services and routes among them
 */
export function namespacesAsked(
  plan: ClusterPlan,
  objects: readonly KubeObject[],
  ends: { readonly from: Named; readonly to: Named },
): ReadonlySet<string> {
  const own = [ends.from, ends.to].flatMap((named) => namespaceOf(named) ?? []);
  if (!mayLead(ends.to)) return new Set(own);
  const doors = doorsOf(plan, objects).filter(
    ({ cluster, outside, atNodes, picks, ports }) =>
      cluster !== undefined ||
      outside.length > 0 ||
      atNodes ||
      picks ||
      ports.some(({ nodePort }) => nodePort !== undefined),
  );
  const routed = pluginOf(plan)
    .proxies(objects)
    .flatMap(({ ports }) =>
      ports.flatMap(({ routes }) => routes.map(({ service }) => service.slice(0, service.indexOf('/')))),
    );
  return new Set([...own, ...doors.map(({ namespace }) => namespace), ...routed]);
}

function namespaceOf(named: Named): string | undefined {
  switch (named.kind) {
    case 'workload':
      return named.place.component.namespace;
    case 'given':
      return named.pods.namespace;
    case 'pods':
      return named.namespace;
    case 'internet':
    case 'administrators':
    case 'stranger':
    case 'node':
    case 'host':
    case 'unlisted':
    case 'address':
    case 'domain':
      return undefined;
  }
}

/** Whether what is called may be a Service. */
function mayLead({ kind }: Named): boolean {
  return kind === 'node' || kind === 'host' || kind === 'address';
}
