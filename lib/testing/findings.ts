import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { CheckRule } from '../check/finding';
import { findingsOf, type ObjectRule } from '../check/object-rule';
import { viewOf } from '../check/view';
import { type Component, type ComponentPlan, podLabels } from '../component';
import type { ClusterInput } from '../plan';

import { bundled, smallCluster } from './clusters';
import { made, workloadOf } from './components';

/** The labels of the pods of component `demo` that its workload `web` states. */
export const webLabels = podLabels({ name: 'demo' }, 'web');

/** What pods need for the restricted level. */
export const restrictedPod: Pick<k8s.PodSpec, 'securityContext' | 'enableServiceLinks'> = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  enableServiceLinks: false,
};

/** A container that has what every rule asks for. */
export const soundContainer: k8s.Container = {
  name: 'web',
  image: 'registry.example.com/web:1.0.0',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

/** Component `demo` with workload `web`, whose manifests are these. */
export function demo(build: (chart: Chart) => void, plan: Partial<ComponentPlan> = {}) {
  return made({ name: 'demo', plan: { workloads: [workloadOf('demo', { name: 'web' })], build, ...plan } });
}

/** Makes pods of workload `web`, in order; a Deployment of the given spec. */
export function deployment(chart: Chart, spec: Partial<k8s.PodSpec> = {}, labels = webLabels): void {
  new k8s.KubeDeployment(chart, 'deployment', {
    metadata: { name: 'web', namespace: 'demo' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...restrictedPod, containers: [soundContainer], ...spec },
      },
    },
  });
}

/** What one rule finds in a cluster, a line each. */
export function foundIn(rule: CheckRule | ObjectRule, cluster: ClusterInput): readonly string[] {
  return findingsOf([rule], viewOf(bundled(cluster))).map(
    ({ at, reason, next }) => `${at}: ${reason}; ${next}`,
  );
}

/** What one rule finds in the small cluster with these components. */
export function foundBy(
  rule: CheckRule | ObjectRule,
  ...components: readonly Component[]
): readonly string[] {
  return foundIn(rule, smallCluster(components));
}

/** Makes an object of which only the given fields matter. */
export function raw(
  chart: Chart,
  apiVersion: string,
  kind: string,
  fields: object = {},
  metadata: object = { name: 'a', namespace: 'demo' },
): void {
  new ApiObject(chart, `${kind}-${chart.node.children.length}`, { apiVersion, kind, metadata, ...fields });
}
