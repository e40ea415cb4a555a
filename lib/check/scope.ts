import { isNamespaced } from '../synth';
import type { ObjectRule } from './object-rule';

/**
 * What a project allows follows from the namespace of each object. An object without the one it needs would be put into the
 * Application's by Argo CD, and refused by the project, which took its kind for one of the whole cluster.
 */
export const scope: ObjectRule = {
  id: 'scope',
  why: 'what lives in a namespace names it, and what does not names none',
  judges:
    ({ defined }) =>
    (kind) => {
      const namespaced = isNamespaced(kind, defined);
      if (namespaced === undefined) return undefined;
      return ({ path, object }) => {
        const { name, namespace } = object.metadata;
        if (namespaced === (namespace !== undefined)) return [];
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
      };
    },
};
