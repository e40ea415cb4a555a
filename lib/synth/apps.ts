import { k8s } from 'cdk8s-plus-28';
import type { App } from '../argocd';
import { keepData, type KubeObject, objectsOf } from '../component';
import { componentPolicies, declaredFlows, defaultDeny, type FlowTable, ownNamespaces } from '../network';
import type { ClusterPlan, PlannedComponent } from '../plan';
import { type SealedFiles, secretObjects } from './secrets';
import { withSyncOptions } from './sync-options';

/** Every app of a cluster: one a component, and the one that makes the namespaces. Sorted by name. */
export function appsOf(plan: ClusterPlan, sealed: SealedFiles): readonly App[] {
  const flows = declaredFlows(plan);
  const apps = plan.components.map((component) => componentApp(component, plan, flows, sealed));
  const namespaces = namespacesApp(plan);
  return [...apps, ...(namespaces === undefined ? [] : [namespaces])].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function componentApp(
  component: PlannedComponent,
  plan: ClusterPlan,
  flows: FlowTable,
  sealed: SealedFiles,
): App {
  const { name, namespace, wave, upstream } = component;
  const made = objectsOf(component, (chart) => {
    component.build(chart);
    componentPolicies(chart, component, plan, flows);
  });
  const objects = [...made, ...secretObjects(component, plan.facts, sealed)];
  return {
    name,
    namespace,
    wave,
    objects: objects.map((object) => withSyncOptions(object, upstream)),
    ...(upstream !== undefined && { upstream }),
    removal: component.provides.some((capability) => lifelines.has(capability)) ? 'orphan' : 'cascade',
  };
}

/** What must outlive the Application that brings it: without it nothing could put it back. */
const lifelines: ReadonlySet<string> = new Set(['network-plugin', 'argo-cd', 'cluster-dns']);

/**
 * The namespaces come first and are never removed with what lives in them: a namespace takes its volume claims along.
 * Each one denies what no policy opens, from its first moment on.
 */
function namespacesApp(plan: ClusterPlan): App | undefined {
  const namespaces = ownNamespaces(plan);
  const [first] = namespaces;
  if (first === undefined) return undefined;
  const objects: readonly KubeObject[] = objectsOf({ kind: 'namespaces', name: 'namespaces' }, (chart) => {
    for (const { name, podSecurity } of namespaces) {
      new k8s.KubeNamespace(chart, `namespace-${name}`, {
        metadata: {
          name,
          labels: {
            'pod-security.kubernetes.io/enforce': podSecurity,
            'pod-security.kubernetes.io/warn': podSecurity,
          },
          annotations: keepData,
        },
      });
      defaultDeny(chart, name);
    }
  });
  return { name: 'namespaces', namespace: first.name, wave: 0, objects, removal: 'orphan' };
}
