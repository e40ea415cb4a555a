import fc from 'fast-check';
import { some } from './drawn-values';
import type { Cluster } from './end';
import { ciliumNetworkPolicy, clusterwide } from './drawn-cilium';
import { question } from './drawn-ends';
import { networkPolicy } from './drawn-kubernetes';

/** Policies of a cluster with flannel or Cilium, and questions about attempts to connect in it. */
export function drawnScene(plugin: 'flannel' | 'cilium') {
  const policy =
    plugin === 'flannel' ? networkPolicy : fc.oneof(networkPolicy, ciliumNetworkPolicy, clusterwide);
  const cluster = fc
    .record({ on: fc.boolean(), version: some(['1.17.18', '1.19.6', undefined]) })
    .map(({ on, version }) => ({
      plugin,
      pods: '10.42.0.0/29',
      hostFirewall: on && plugin === 'cilium',
      ...(version !== undefined && { version }),
    }));
  const drawn = fc.record({
    cluster,
    policies: fc.array(policy, { minLength: 3, maxLength: 6 }),
    questions: fc.array(question, { minLength: 8, maxLength: 8 }),
  });
  return drawn.map(({ cluster: found, policies, questions }) => {
    const ends = questions.flatMap(({ attempt }) => [attempt.from, attempt.to]);
    const workloads = ends.flatMap((end) => (end.kind === 'pod' ? [end] : []));
    return { cluster: { ...found, workloads } satisfies Cluster, policies, questions };
  });
}
