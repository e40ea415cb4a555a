import { groupOf, objectId, type ShippedObject } from '../synth';
import type { Finding } from './finding';
import type { ObjectRule } from './object-rule';
import { entry } from './view';

/** Two objects in one file would lose one of them; two apps with one object undo each other at every sync. */
export const oneOwner: ObjectRule = {
  id: 'one-owner',
  why: 'each object has one file and one app',
  judges: () => {
    const byPath = new Map<string, ShippedObject>();
    // All versions of a group serve one object. Maps of maps: to put texts together for each object takes longer.
    const byKind = new Map<string, Map<string, Map<string, ShippedObject>>>();
    return (kind) => {
      const byNamespace = entry(
        byKind,
        `${groupOf(kind)}/${kind.kind}`,
        () => new Map<string, Map<string, ShippedObject>>(),
      );
      return (shipped) => {
        const { name, namespace = '' } = shipped.object.metadata;
        const byName = entry(byNamespace, namespace, () => new Map<string, ShippedObject>());
        // Some file systems do not tell upper case from lower case.
        const atPath = entry(byPath, shipped.path.toLowerCase(), () => shipped);
        const named = entry(byName, name, () => shipped);
        return atPath === shipped && named === shipped
          ? []
          : [...samePath(atPath, shipped), ...sameObject(named, shipped)];
      };
    };
  },
};

function samePath(earlier: ShippedObject, shipped: ShippedObject): readonly Finding[] {
  if (objectId(earlier.object) === objectId(shipped.object)) return [];
  return [
    {
      rule: oneOwner.id,
      at: shipped.path,
      reason: `${objectId(earlier.object)} and ${objectId(shipped.object)} want the same file`,
      next: 'rename one of them',
    },
  ];
}

function sameObject(earlier: ShippedObject, shipped: ShippedObject): readonly Finding[] {
  if (earlier === shipped) return [];
  const id = objectId(shipped.object);
  const reason =
    earlier.app === shipped.app
      ? `app ${shipped.app} makes ${id} twice`
      : `apps ${earlier.app} and ${shipped.app} both own ${id}`;
  return [{ rule: oneOwner.id, at: shipped.path, reason, next: 'let one component make it, once' }];
}
