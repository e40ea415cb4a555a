import type { ClusterPlan } from '../plan';
import type { PodPeer, Surroundings } from './policy';

/** What of a cluster decides how its policies are read. */
export function surroundingsOf({ components, facts }: ClusterPlan): Surroundings {
  const cilium = components.find((component) => component.kind === 'cilium');
  const version = cilium?.upstream?.kind === 'helm' ? cilium.upstream.version : undefined;
  return {
    plugin: cilium === undefined ? 'flannel' : 'cilium',
    ...(version !== undefined && { version }),
    pods: facts.networks.pods.cidr,
    workloads: components.flatMap(({ namespace, workloads }) =>
      workloads
        .filter(({ hostNetwork }) => !hostNetwork)
        .map(({ pods, listens }): PodPeer => ({
          kind: 'pod',
          namespace,
          labels: pods,
          ports: listens.map(({ name, port, transport }) => ({ name, port, transport })),
        })),
    ),
  };
}
