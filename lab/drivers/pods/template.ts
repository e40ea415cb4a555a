import * as v from 'valibot';
import type { KubeObject } from '../committed';
import { type Container, type PodSpec, workloadShape } from './shapes';

/** What a StatefulSet, a Deployment or a Job asks a kubelet to run. */
export interface Workload {
  readonly kind: 'StatefulSet' | 'Deployment' | 'Job';
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly container: Container;
  /** Names of its pods, in order. Those of Deployments and Jobs end in random letters elsewhere. */
  readonly pods: readonly string[];
  /** Names of the volumes that each pod keeps. */
  readonly claims: readonly string[];
  /** How often a Job is tried again. */
  readonly backoffLimit: number;
  /** Seconds after which a Job has failed. */
  readonly deadline: number;
}

const kindShape = v.picklist(['StatefulSet', 'Deployment', 'Job']);

/** Whether an object asks for pods. */
export function asksForPods({ kind }: KubeObject): boolean {
  return v.is(kindShape, kind);
}

/** Reads a StatefulSet, a Deployment or a Job. @throws when it has a setting that the lab would leave out */
export function readWorkload(object: KubeObject): Workload {
  const { name, namespace = 'default' } = object.metadata;
  const at = `${object.kind} ${namespace}/${name}`;
  const kind = v.parse(kindShape, object.kind);
  const parsed = v.safeParse(workloadShape, object);
  if (!parsed.success) throw new Error(`${at}: the lab cannot run it:\n${v.summarize(parsed.issues)}`);
  const { replicas, template, volumeClaimTemplates, backoffLimit, activeDeadlineSeconds } =
    parsed.output.spec;
  const [container] = template.spec.containers;
  if (container === undefined) throw new Error(`${at}: no container`);
  return {
    kind,
    name,
    namespace,
    labels: template.metadata.labels,
    spec: template.spec,
    container,
    pods: Array.from({ length: replicas }, (_, ordinal) =>
      kind === 'StatefulSet' ? `${name}-${ordinal}` : `${name}-lab${ordinal}`,
    ),
    claims: volumeClaimTemplates.map(({ metadata }) => metadata.name),
    backoffLimit,
    deadline: activeDeadlineSeconds ?? 3600,
  };
}

/** Number of a container's port, by its name or as it is. */
export function portNumber(container: Container, wanted: string | number): number {
  if (typeof wanted === 'number') return wanted;
  const found = container.ports.find(({ name }) => name === wanted)?.containerPort;
  if (found === undefined) throw new Error(`${container.name}: no port is named ${wanted}`);
  return found;
}
