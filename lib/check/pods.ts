import type { ShippedObject } from '../synth';
import { isRecord } from '../values';

/** Pods that an object makes, or the one that it is. */
export interface ShippedPods {
  readonly shipped: ShippedObject;
  /** Where their template is within the object: `spec.template`; empty for a Pod. */
  readonly at: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Its containers, those that start first included. */
  readonly containers: readonly ShippedContainer[];
}

const template = ['spec', 'template'];

/** Kinds that make pods, as version and kind, with the place of the pods' template. */
const templates: readonly (readonly [apiVersion: string, kind: string, place: readonly string[]])[] = [
  ['v1', 'Pod', []],
  ['v1', 'ReplicationController', template],
  ['apps/v1', 'Deployment', template],
  ['apps/v1', 'StatefulSet', template],
  ['apps/v1', 'DaemonSet', template],
  ['apps/v1', 'ReplicaSet', template],
  ['batch/v1', 'Job', template],
  ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
];

/** Kinds that make pods, as `group/Kind`. */
export const podKinds: ReadonlySet<string> = new Set(
  templates.map(([apiVersion, kind]) => `${apiVersion.replace(/\/?v1$/, '')}/${kind}`),
);

/** The pods of everything that ships, in the order of kinds and objects. */
export function podsOf(
  ofKind: (apiVersion: string, kind: string) => readonly ShippedObject[],
): readonly ShippedPods[] {
  return templates.flatMap(([apiVersion, kind, place]) => {
    const at = place.join('.');
    return ofKind(apiVersion, kind).flatMap((shipped): ShippedPods[] => {
      const pod = place.reduce<unknown>(
        (value, key) => (isRecord(value) ? value[key] : undefined),
        shipped.object,
      );
      if (!isRecord(pod) || !isRecord(pod['spec'])) return [];
      const labels = isRecord(pod['metadata']) ? pod['metadata']['labels'] : undefined;
      return [
        {
          shipped,
          at,
          namespace: shipped.object.metadata.namespace ?? 'default',
          labels: isRecord(labels) ? labels : {},
          spec: pod['spec'],
          containers: containersIn(pod['spec'], at),
        },
      ];
    });
  });
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
