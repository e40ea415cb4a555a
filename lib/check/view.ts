import type { ReadService } from '../network';
import { type Bundle, definedKinds, type ShippedObject } from '../synth';
import { podsOf, type ShippedPods } from './pods';

/**
 * What ships, sorted once for all rules. A rule that looks something up in every object for each object would take the square of
 * their number; here it finds them by kind, and Services by name.
 */
export interface View extends Bundle {
  /** The objects by version and kind, in the order in which the first of each comes. */
  readonly kinds: readonly ShippedKind[];
  /** The kind of each object, at the place of the object. */
  readonly kindAt: readonly ShippedKind[];
  /** Objects of one kind and version, such as `v1` and `Secret`, in the order of all objects. */
  readonly ofKind: (apiVersion: string, kind: string) => readonly ShippedObject[];
  /** Custom kinds that something in the cluster defines, as `group/Kind`, each with whether it lives in namespaces. */
  readonly defined: ReadonlyMap<string, boolean>;
  /** The pods of everything that ships, in the order of kinds and objects. */
  readonly pods: readonly ShippedPods[];
  /** A Service by its namespace and name; of two with one name the first. */
  readonly serviceNamed: (namespace: string, name: string) => (ShippedObject & ReadService) | undefined;
}

/** What ships of one version and kind. */
export interface ShippedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** In the order of all objects. */
  readonly objects: readonly ShippedObject[];
}

/** Sorts what ships. */
export function viewOf(bundle: Bundle): View {
  // Maps of maps: to put two texts together for each object takes longer than all look-ups.
  const byName = new Map<string, Map<string, ShippedKind & { readonly objects: ShippedObject[] }>>();
  const kinds: ShippedKind[] = [];
  const kindAt = bundle.objects.map((shipped): ShippedKind => {
    const { apiVersion, kind } = shipped.object;
    const known = byName.get(apiVersion)?.get(kind);
    if (known !== undefined) {
      known.objects.push(shipped);
      return known;
    }
    const made = { apiVersion, kind, objects: [shipped] };
    kinds.push(made);
    entry(byName, apiVersion, () => new Map<string, typeof made>()).set(kind, made);
    return made;
  });
  const services = new Map<string, Map<string, Bundle['services'][number]>>();
  for (const service of bundle.services) {
    const { name, namespace = 'default' } = service.object.metadata;
    const inside = entry(services, namespace, () => new Map<string, Bundle['services'][number]>());
    entry(inside, name, () => service);
  }
  const ofKind: View['ofKind'] = (apiVersion, kind) => byName.get(apiVersion)?.get(kind)?.objects ?? [];
  return {
    ...bundle,
    kinds,
    kindAt,
    ofKind,
    defined: definedKinds(
      bundle.plan,
      ofKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition').map(({ object }) => object),
    ),
    pods: podsOf(ofKind),
    serviceNamed: (namespace, name) => services.get(namespace)?.get(name),
  };
}

/** What a map holds under a key, made where nothing is there yet. */
export function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
