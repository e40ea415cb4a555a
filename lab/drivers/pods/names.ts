import * as v from 'valibot';
import type { KubeObject } from '../committed';
import { portNumber, type Workload } from './template';

const serviceShape = v.object({
  spec: v.object({
    type: v.optional(v.string(), 'ClusterIP'),
    clusterIP: v.optional(v.string()),
    selector: v.record(v.string(), v.string()),
    ports: v.array(v.object({ port: v.number(), targetPort: v.union([v.string(), v.number()]) })),
  }),
});

/** A pod and where it will be. */
export interface PlacedPod {
  readonly name: string;
  readonly address: string;
  readonly workload: Workload;
}

/**
 * Lines of a hosts file that say what the cluster's DNS would: a Service's name is the address of its pods, and behind a
 * headless one each pod has a name of its own.
 * @throws when a Service has another port than its pods, since a name alone translates none
 */
export function hostsLines(objects: readonly KubeObject[], pods: readonly PlacedPod[]): readonly string[] {
  return objects
    .filter(({ kind }) => kind === 'Service')
    .flatMap((object) => {
      const { name, namespace = 'default' } = object.metadata;
      const { spec } = v.parse(serviceShape, object);
      const behind = pods.filter(({ workload }) => selects(spec.selector, namespace, workload));
      for (const { workload } of behind)
        for (const { port, targetPort } of spec.ports)
          if (portNumber(workload.container, targetPort) !== port)
            throw new Error(`Service ${namespace}/${name}: port ${port} is another one in the pods`);
      const inCluster = `${name}.${namespace}.svc.cluster.local`;
      const short = [`${name}.${namespace}.svc`, `${name}.${namespace}`];
      return behind.map(({ name: pod, address }) =>
        [
          address,
          ...(spec.clusterIP === 'None' ? [`${pod}.${inCluster}`, `${pod}.${name}.${namespace}.svc`] : []),
          ...[inCluster, ...short],
        ].join(' '),
      );
    });
}

function selects(
  selector: Readonly<Record<string, string>>,
  namespace: string,
  { labels, namespace: home }: Workload,
): boolean {
  return home === namespace && Object.entries(selector).every(([label, value]) => labels[label] === value);
}
