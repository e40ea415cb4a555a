import { customKinds } from '../../imports/kinds';
import type { ClusterPlan } from '../plan';
import { isRecord } from '../values';
import type { View } from './view';

/**
 * Custom kinds that something in the cluster defines, as `group/Kind`, each with whether it lives in namespaces: those of our own
 * imports, those that components state or create, and definitions that ship.
 */
export function definedKinds(
  { components }: Pick<ClusterPlan, 'components'>,
  ofKind: View['ofKind'],
): ReadonlyMap<string, boolean> {
  const kinds = new Map(Object.entries(customKinds).map(([kind, { namespaced }]) => [kind, namespaced]));
  for (const { upstream, defines = [] } of components) {
    for (const { group, kind, namespace } of upstream?.creates ?? [])
      if (kind !== '*' && !kinds.has(`${group}/${kind}`))
        kinds.set(`${group}/${kind}`, namespace !== undefined);
    for (const { group, kind, namespaced } of defines) kinds.set(`${group}/${kind}`, namespaced);
  }
  for (const { object } of ofKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition')) {
    const { spec } = object;
    if (!isRecord(spec) || !isRecord(spec['names'])) continue;
    const { group, scope, names } = spec;
    if (typeof group === 'string' && typeof names['kind'] === 'string')
      kinds.set(`${group}/${names['kind']}`, scope === 'Namespaced');
  }
  return kinds;
}
