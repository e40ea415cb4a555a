import type { KubeObject } from '../component';
import { groupOf, isBuiltInGroup, isBuiltInNamespaced } from '../synth';
import { definedKinds } from './defined-kinds';
import type { Rule } from './finding';
import { onceAKind } from './once-a-kind';

/**
 * What a project allows follows from the namespace of each object. An object without the one it needs would be put into the
 * Application's by Argo CD, and refused by the project, which took its kind for one of the whole cluster.
 */
export const scope: Rule = {
  id: 'scope',
  why: 'what lives in a namespace names it, and what does not names none',
  check: (view) => {
    const defined = definedKinds(view);
    const livesInNamespace = onceAKind((object) => isNamespaced(object, defined));
    return view.objects.flatMap(({ path, object }) => {
      const namespaced = livesInNamespace(object);
      const { name, namespace } = object.metadata;
      if (namespaced === undefined || namespaced === (namespace !== undefined)) return [];
      const reason = namespaced
        ? `${object.kind} ${name} names no namespace, and its kind lives in one`
        : `${object.kind} ${name} names namespace ${namespace ?? ''}, and its kind lives in none`;
      return [
        {
          rule: scope.id,
          at: `${path}: metadata.namespace`,
          reason,
          next: namespaced ? "write its component's namespace" : 'leave the namespace out',
        },
      ];
    });
  },
};

/** Whether the kind lives in namespaces; undefined for kinds that only their definition tells about. */
function isNamespaced(object: KubeObject, defined: ReadonlyMap<string, boolean>): boolean | undefined {
  const group = groupOf(object);
  return isBuiltInGroup(group)
    ? isBuiltInNamespaced(group, object.kind)
    : defined.get(`${group}/${object.kind}`);
}
