import { rootName } from '../argocd';
import { isOwnNamespace } from '../network';
import type { ObjectRule } from './object-rule';

/** Argo CD does not create namespaces by itself; an object in a namespace that does not exist stays OutOfSync. */
export const knownNamespace: ObjectRule = {
  id: 'known-namespace',
  why: 'each object lives in a namespace that a component has, or that Kubernetes makes',
  judges: ({ ofKind }) => {
    const made = new Set(ofKind('v1', 'Namespace').map(({ object }) => object.metadata.name));
    return () =>
      ({ path, app, object }) => {
        const { namespace } = object.metadata;
        const known =
          namespace === undefined ||
          made.has(namespace) ||
          !isOwnNamespace(namespace) ||
          // Projects and Applications live beside Argo CD, which may run in another cluster.
          app === rootName;
        if (known) return [];
        return [
          {
            rule: knownNamespace.id,
            at: path,
            reason: `${object.kind} ${object.metadata.name} is in namespace ${namespace}, which no component lives in`,
            next: "put it into its component's namespace, or make a component for that one",
          },
        ];
      };
  },
};
