import { groupOf, type PodTemplate, podTemplateKinds, podTemplateOf, type ShippedObject } from '../synth';
import { isRecord } from '../values';

/** Pods that an object makes, or the one that it is. */
export interface ShippedPods extends PodTemplate {
  readonly shipped: ShippedObject;
  readonly namespace: string;
  /** Its containers, those that start first included. */
  readonly containers: readonly ShippedContainer[];
}

/** Kinds that make pods, as `group/Kind`. */
export const podKinds: ReadonlySet<string> = new Set(
  podTemplateKinds.map(({ apiVersion, kind }) => `${groupOf({ apiVersion })}/${kind}`),
);

/** The pods of everything that ships, in the order of kinds and objects. */
export function podsOf(
  ofKind: (apiVersion: string, kind: string) => readonly ShippedObject[],
): readonly ShippedPods[] {
  return podTemplateKinds.flatMap(({ apiVersion, kind }) =>
    ofKind(apiVersion, kind).flatMap((shipped): ShippedPods[] => {
      const template = podTemplateOf(shipped.object);
      if (template === undefined) return [];
      const { namespace = 'default' } = shipped.object.metadata;
      const containers = containersIn(template.spec, template.at);
      return [{ shipped, namespace, ...template, containers }];
    }),
  );
}

/** A container of a pod, with its place within the object: `spec.template.spec.containers.web`. */
export interface ShippedContainer {
  readonly at: string;
  readonly container: Readonly<Record<string, unknown>>;
}

function containersIn(spec: Readonly<Record<string, unknown>>, at: string): readonly ShippedContainer[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => {
    const containers = spec[list];
    if (!Array.isArray(containers)) return [];
    return containers.flatMap((container: unknown, index): ShippedContainer[] =>
      isRecord(container) ? [{ at: placeIn(at, `spec.${list}.${nameOf(container, index)}`), container }] : [],
    );
  });
}

/** A place within an object, from the place of its pods' template on. */
export function placeIn(template: string, place: string): string {
  return template === '' ? place : `${template}.${place}`;
}

function nameOf(item: Readonly<Record<string, unknown>>, index: number): string {
  return typeof item['name'] === 'string' ? item['name'] : String(index);
}
