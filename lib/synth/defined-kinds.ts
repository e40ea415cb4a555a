import { customKinds } from '../../imports/kinds';
import { givenKinds, type KubeObject } from '../component';
import { claimsOf } from '../inventory';
import type { ClusterPlan } from '../plan';
import { isRecord } from '../values';
import { groupOf, isBuiltInGroup, isBuiltInNamespaced } from './built-in';

/**
 * Custom kinds that something in the cluster defines, as `group/Kind`, each with whether it lives in namespaces: those of our own
 * imports, those that come with the cluster, those that components state or create, and definitions that ship.
 * @param definitions CustomResourceDefinitions; other objects are passed over
 */
export function definedKinds(
  { claims, components }: Pick<ClusterPlan, 'claims' | 'components'>,
  definitions: readonly KubeObject[],
): ReadonlyMap<string, boolean> {
  const kinds = new Map(Object.entries(customKinds).map(([kind, { namespaced }]) => [kind, namespaced]));
  for (const { value } of claimsOf({ claims }, givenKinds))
    for (const kind of value.kinds) kinds.set(`${value.group}/${kind}`, true);
  for (const { upstream, defines = [] } of components) {
    for (const { group, kind, namespace } of upstream?.creates ?? [])
      if (kind !== '*' && !kinds.has(`${group}/${kind}`))
        kinds.set(`${group}/${kind}`, namespace !== undefined);
    for (const { group, kind, namespaced } of defines) kinds.set(`${group}/${kind}`, namespaced);
  }
  for (const { apiVersion, kind: kindOf, spec } of definitions) {
    if (apiVersion !== 'apiextensions.k8s.io/v1' || kindOf !== 'CustomResourceDefinition') continue;
    if (!isRecord(spec) || !isRecord(spec['names'])) continue;
    const { group, scope, names } = spec;
    if (typeof group === 'string' && typeof names['kind'] === 'string')
      kinds.set(`${group}/${names['kind']}`, scope === 'Namespaced');
  }
  return kinds;
}

/** Whether a kind lives in namespaces; undefined for kinds that only their definition tells about. */
export function isNamespaced(
  object: Pick<KubeObject, 'apiVersion' | 'kind'>,
  defined: ReadonlyMap<string, boolean>,
): boolean | undefined {
  const group = groupOf(object);
  return isBuiltInGroup(group)
    ? isBuiltInNamespaced(group, object.kind)
    : defined.get(`${group}/${object.kind}`);
}
