import type { ShippedPods } from '../../check';
import type { KubeObject } from '../../component';
import type { ChartFacts } from '../../components/helm-chart/chart-facts';
import { isRecord } from '../../values';
import { fieldAt, listAt, textAt, textsAt } from './fields';

/** Pods of a chart on their way into its facts. */
export interface ChartPods {
  readonly object: KubeObject;
  readonly shipped: ShippedPods;
  /** Labels that the pods have. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name within the chart. */
  readonly name: string;
  /** Labels by which the pods are told apart. */
  readonly pods: Readonly<Record<string, string>>;
  readonly ports: readonly ChartPort[];
}

/** A port on which pods of a chart listen. */
export type ChartPort = Omit<ChartFacts['workloads'][number]['ports'][number], 'webhook'>;

/** Labels that change from version to version, so that no policy may select by them. */
const passing = /^(helm\.sh\/chart|app\.kubernetes\.io\/(version|managed-by)|chart|heritage|checksum\/.*)$/;

/** The pods of a chart, each with a name of its own. @param release name of the release */
export function chartPods(all: readonly ShippedPods[], release: string): readonly ChartPods[] {
  const named = all.map((shipped) => {
    const { object } = shipped.shipped;
    const labels = textsAt({ labels: shipped.labels }, 'labels');
    return {
      shipped,
      object,
      labels,
      name: shortName(object.metadata.name, release),
      pods: selectorOf(object, labels),
    };
  });
  return named.map((one) => {
    const others = named.filter(
      (other) => other !== one && other.shipped.namespace === one.shipped.namespace,
    );
    const isTaken = others.some(({ name }) => name === one.name);
    const isShared = others.some(({ labels }) => isWithin(one.pods, labels));
    return {
      ...one,
      name: isTaken ? `${one.name}-${one.object.kind.toLowerCase()}` : one.name,
      pods: isShared && one.object.kind !== 'Job' ? stable(one.labels) : one.pods,
      ports: portsOf(one.shipped),
    };
  });
}

/** Whether labels are among others, so that whoever selects by them selects these pods as well. */
export function isWithin(
  some: Readonly<Record<string, string>>,
  all: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(some).every(([key, value]) => all[key] === value);
}

/** Whether pods get a token for the API that has rights there. */
export function usesApi(
  { shipped: { spec, namespace } }: ChartPods,
  objects: readonly KubeObject[],
): boolean {
  const account = textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount') ?? 'default';
  const isBound = objects
    .filter(({ kind }) => kind === 'RoleBinding' || kind === 'ClusterRoleBinding')
    .some((binding) =>
      listAt(binding, 'subjects').some(
        (subject) =>
          textAt(subject, 'kind') === 'ServiceAccount' &&
          textAt(subject, 'name') === account &&
          (textAt(subject, 'namespace') ?? binding.metadata.namespace ?? namespace) === namespace,
      ),
    );
  if (!isBound) return false;
  const own = objects.find(
    ({ kind, metadata }) =>
      kind === 'ServiceAccount' &&
      metadata.name === account &&
      (metadata.namespace ?? namespace) === namespace,
  );
  const mounted =
    fieldAt(spec, 'automountServiceAccountToken') ?? fieldAt(own, 'automountServiceAccountToken');
  return mounted !== false || mountsToken(spec);
}

/** Some charts mount the token themselves. */
function mountsToken(spec: Readonly<Record<string, unknown>>): boolean {
  return listAt(spec, 'volumes').some((volume) =>
    listAt(volume, 'projected', 'sources').some(
      (source) => isRecord(source) && 'serviceAccountToken' in source,
    ),
  );
}

/** The images of pods. */
export function imagesOf({ shipped }: ChartPods): readonly string[] {
  return shipped.containers.flatMap(({ container }) => textAt(container, 'image') ?? []);
}

function shortName(name: string, release: string): string {
  return name.startsWith(`${release}-`) ? name.slice(release.length + 1) : name;
}

function selectorOf(
  object: KubeObject,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  // Kubernetes labels the pods of a Job by its name. https://kubernetes.io/docs/reference/labels-annotations-taints/#batchkubernetesio-job-name
  if (object.kind === 'Job') return { 'batch.kubernetes.io/job-name': object.metadata.name };
  const selector = textsAt(object, 'spec', 'selector', 'matchLabels');
  return Object.keys(selector).length > 0 ? selector : stable(labels);
}

function stable(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !passing.test(key)));
}

function portsOf(pods: ShippedPods): readonly ChartPort[] {
  const found = new Map<string, ChartPort>();
  const names = new Set<string>();
  for (const { container } of pods.containers)
    for (const written of listAt(container, 'ports')) {
      const port = fieldAt(written, 'containerPort');
      const transport = transportOf(textAt(written, 'protocol'));
      if (typeof port !== 'number' || transport === undefined || found.has(`${transport}-${port}`)) continue;
      const own = textAt(written, 'name');
      const name = own === undefined || names.has(own) ? `${transport}-${port}` : own;
      names.add(name);
      found.set(`${transport}-${port}`, { name, port, transport });
    }
  return [...found.values()];
}

/** The transport of a port; undefined for SCTP, which workloads cannot state. */
export function transportOf(protocol = 'TCP'): 'tcp' | 'udp' | undefined {
  return protocol === 'TCP' ? 'tcp' : protocol === 'UDP' ? 'udp' : undefined;
}
