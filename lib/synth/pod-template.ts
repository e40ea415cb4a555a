import type { KubeObject } from '../component';
import { isRecord } from '../values';

/** The pods that an object makes, or the one that it is. */
export interface PodTemplate {
  /** Where their template is within the object: `spec.template`; empty for a Pod. */
  readonly at: string;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
}

const inSpec = ['spec', 'template'];

/** Kinds that make pods, with the place of the pods' template. */
export const podTemplateKinds: readonly {
  readonly apiVersion: string;
  readonly kind: string;
  readonly place: readonly string[];
}[] = [
  { apiVersion: 'v1', kind: 'Pod', place: [] },
  { apiVersion: 'v1', kind: 'ReplicationController', place: inSpec },
  { apiVersion: 'apps/v1', kind: 'Deployment', place: inSpec },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', place: inSpec },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', place: inSpec },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', place: inSpec },
  { apiVersion: 'batch/v1', kind: 'Job', place: inSpec },
  { apiVersion: 'batch/v1', kind: 'CronJob', place: ['spec', 'jobTemplate', 'spec', 'template'] },
];

/** The pods that an object makes; undefined for kinds that make none. */
export function podTemplateOf(object: KubeObject): PodTemplate | undefined {
  const kind = podTemplateKinds.find(
    (one) => one.kind === object.kind && one.apiVersion === object.apiVersion,
  );
  if (kind === undefined) return undefined;
  const pod = kind.place.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), object);
  if (!isRecord(pod) || !isRecord(pod['spec'])) return undefined;
  const labels = isRecord(pod['metadata']) ? pod['metadata']['labels'] : undefined;
  return { at: kind.place.join('.'), labels: isRecord(labels) ? labels : {}, spec: pod['spec'] };
}
