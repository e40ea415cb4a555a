import type { ReadService } from '../network';
import type { Bundle, ShippedObject } from '../synth';
import { podsOf, type ShippedPods } from './pods';

/**
 * What ships, sorted once for all rules. A rule that looks something up in every object for each object would take the square of
 * their number; here it finds them by kind, and Services by name.
 */
export interface View extends Bundle {
  /** Objects of one kind and version, such as `v1` and `Secret`, in the order of all objects. */
  readonly ofKind: (apiVersion: string, kind: string) => readonly ShippedObject[];
  /** The pods of everything that ships, in the order of kinds and objects. */
  readonly pods: readonly ShippedPods[];
  /** A Service by its namespace and name; of two with one name the first. */
  readonly serviceNamed: (namespace: string, name: string) => (ShippedObject & ReadService) | undefined;
}

/** Sorts what ships. */
export function viewOf(bundle: Bundle): View {
  // Maps of maps: to put two texts together for each object takes longer than all look-ups.
  const kinds = new Map<string, Map<string, ShippedObject[]>>();
  for (const shipped of bundle.objects) {
    const { apiVersion, kind } = shipped.object;
    const known = kinds.get(apiVersion)?.get(kind);
    if (known !== undefined) known.push(shipped);
    else entry(kinds, apiVersion, () => new Map<string, ShippedObject[]>()).set(kind, [shipped]);
  }
  const services = new Map<string, Map<string, Bundle['services'][number]>>();
  for (const service of bundle.services) {
    const { name, namespace = 'default' } = service.object.metadata;
    const inside = entry(services, namespace, () => new Map<string, Bundle['services'][number]>());
    entry(inside, name, () => service);
  }
  const ofKind: View['ofKind'] = (apiVersion, kind) => kinds.get(apiVersion)?.get(kind) ?? [];
  return {
    ...bundle,
    ofKind,
    pods: podsOf(ofKind),
    serviceNamed: (namespace, name) => services.get(namespace)?.get(name),
  };
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
