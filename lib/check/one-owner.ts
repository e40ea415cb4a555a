import { objectId, type ShippedObject } from '../synth';
import type { Finding, Rule } from './finding';

/** Two objects in one file would lose one of them; two apps with one object undo each other at every sync. */
export const oneOwner: Rule = {
  id: 'one-owner',
  why: 'each object has one file and one app',
  check: ({ objects }) => [...samePath(objects), ...sameObject(objects)],
};

function samePath(objects: readonly ShippedObject[]): Finding[] {
  const seen = new Map<string, ShippedObject>();
  return objects.flatMap((shipped) => {
    // Some file systems do not tell upper case from lower case.
    const key = shipped.path.toLowerCase();
    const earlier = seen.get(key);
    seen.set(key, earlier ?? shipped);
    if (earlier === undefined || objectId(earlier.object) === objectId(shipped.object)) return [];
    return [
      {
        rule: oneOwner.id,
        at: shipped.path,
        reason: `${objectId(earlier.object)} and ${objectId(shipped.object)} want the same file`,
        next: 'rename one of them',
      },
    ];
  });
}

function sameObject(objects: readonly ShippedObject[]): Finding[] {
  const seen = new Map<string, ShippedObject>();
  return objects.flatMap((shipped) => {
    const id = objectId(shipped.object);
    const earlier = seen.get(id);
    seen.set(id, earlier ?? shipped);
    if (earlier === undefined) return [];
    const reason =
      earlier.app === shipped.app
        ? `app ${shipped.app} makes ${id} twice`
        : `apps ${earlier.app} and ${shipped.app} both own ${id}`;
    return [{ rule: oneOwner.id, at: shipped.path, reason, next: 'let one component make it, once' }];
  });
}
