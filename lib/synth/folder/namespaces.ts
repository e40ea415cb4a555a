import type { FoundObject } from '../../plan';
import type { Report } from '../../values';
import { isNamespaced } from '../defined-kinds';
import { objectId } from '../object-path';

/**
 * The objects with the namespace of their component where they name none, as `kubectl apply --namespace` would put them there.
 * Those of another namespace are reported: their project and their policies would be those of somebody else. So is an object that
 * is there twice.
 * @param defined custom kinds, as `definedKinds` gives them
 */
export function inNamespace(
  objects: readonly FoundObject[],
  home: string,
  defined: ReadonlyMap<string, boolean>,
  report: Report,
): readonly FoundObject[] {
  const seen = new Map<string, string>();
  return objects.map((found) => {
    const { at, object } = found;
    const { namespace } = object.metadata;
    if (namespace !== undefined && namespace !== home)
      report({
        at,
        reason: `${objectId(object)} names namespace ${namespace}, and its component lives in ${home}`,
        next: `write ${home}, leave the namespace out, or put it into the folder of a component that lives in ${namespace}`,
      });
    const homed =
      namespace === undefined && isNamespaced(object, defined) === true
        ? { ...object, metadata: { ...object.metadata, namespace: home } }
        : object;
    const id = objectId(homed);
    const earlier = seen.get(id);
    if (earlier === undefined) seen.set(id, at);
    else report({ at, reason: `${id} is in ${earlier} as well`, next: 'remove one of them' });
    return { ...found, object: homed };
  });
}
