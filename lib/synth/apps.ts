import { k8s } from 'cdk8s-plus-28';
import type { App } from '../argocd';
import { type KubeObject, objectsOf, syncWave } from '../component';
import { provides, type Role } from '../inventory';
import { componentPolicies, defaultDeny, ownNamespaces } from '../network';
import type { ClusterPlan, PlannedComponent } from '../plan';
import { keyPath, type Problem, type Report } from '../values';
import { builtObjects } from './built-objects';
import { type SealedFiles, secretObjects } from './secrets';
import { dataKindsOf, withSyncOptions } from './sync-options';

/**
 * Every app of a cluster: one a component, and the one that makes the namespaces. Sorted by name. What keeps a component from
 * being made is reported.
 */
export function appsOf(plan: ClusterPlan, sealed: SealedFiles, report: Report): readonly App[] {
  const holdsData = dataKindsOf(plan);
  const apps = plan.components
    .map((component) => componentApp(component, plan, { sealed, holdsData }, report))
    // Argo CD refuses an Application without a source.
    .filter((app) => app.objects.length > 0 || app.upstream !== undefined);
  const namespaces = namespacesApp(plan);
  return [...apps, ...(namespaces === undefined ? [] : [namespaces])].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function componentApp(
  component: PlannedComponent,
  plan: ClusterPlan,
  { sealed, holdsData }: { readonly sealed: SealedFiles; readonly holdsData: ReadonlySet<string> },
  report: Report,
): App {
  const { name, namespace, group, wave, upstream, ignoreDifferences } = component;
  const at = placeOf(component, plan);
  const problems: Problem[] = [];
  const own = builtObjects(component, plan, at, (problem) => problems.push(problem)).map((object) =>
    withSyncOptions(object, upstream, holdsData),
  );
  // Whatever the chart brings, it is not the definition of secrets of this kind.
  const secrets = secretObjects(component, plan.facts, sealed).map((object) =>
    withSyncOptions(object, undefined, holdsData),
  );
  if (own.length + secrets.length + problems.length === 0 && upstream === undefined)
    report({
      at,
      reason:
        'makes no object and has no upstream, so it gets no Application, and the one that it had is pruned',
      next: 'let build make its objects, state an upstream, or drop the component from the list',
    });
  problems.forEach(report);
  return {
    name,
    namespace,
    ...(group !== undefined && { group }),
    wave,
    objects: [...own, ...secrets],
    ...(upstream !== undefined && { upstream }),
    ...(ignoreDifferences !== undefined && { ignoreDifferences }),
    removal: vitalRoles.some((role) => provides(component, role)) ? 'orphan' : 'cascade',
  };
}

/** Name of the app that makes the namespaces. */
export const namespacesName = 'namespaces';

/** What must outlive its Application: without it nothing could put it back. */
const vitalRoles: readonly Role[] = ['network plugin', 'cluster DNS', 'delivery'];

/**
 * The namespaces come first, with the policies of everything that will live in them, so that no pod is ever outside its
 * fence. Within the app the order is: namespaces, what is open, and last what denies the rest. The other way round, Argo
 * CD's own pods would be cut off before their flows are opened, and nothing could open them any more.
 */
function namespacesApp(plan: ClusterPlan): App | undefined {
  const [first] = ownNamespaces(plan);
  if (first === undefined) return undefined;
  const objects = namespaceObjects(plan, () => true);
  return { name: namespacesName, namespace: first.name, wave: 0, objects, removal: 'orphan' };
}

/** The manifests of the components themselves, without the namespaces that they live in and the policies there. */
export function componentObjects(plan: ClusterPlan, report: Report): readonly KubeObject[] {
  return plan.components.flatMap((component) =>
    builtObjects(component, plan, placeOf(component, plan), report),
  );
}

function placeOf({ name }: PlannedComponent, plan: ClusterPlan): string {
  return keyPath(`${plan.facts.name}.components`, name);
}

/** The namespaces that are wanted, with the policies of everything that will live in them. */
export function namespaceObjects(
  plan: ClusterPlan,
  isWanted: (namespace: string) => boolean,
): readonly KubeObject[] {
  const addPolicies = componentPolicies(plan);
  const made = objectsOf({ kind: namespacesName, name: namespacesName }, (chart) => {
    for (const { name, podSecurity } of ownNamespaces(plan).filter((one) => isWanted(one.name))) {
      new k8s.KubeNamespace(chart, `namespace-${name}`, {
        metadata: {
          name,
          labels: {
            'pod-security.kubernetes.io/enforce': podSecurity,
            'pod-security.kubernetes.io/warn': podSecurity,
          },
          annotations: { ...syncWave(-2) },
        },
      });
      defaultDeny(chart, name);
    }
    for (const component of plan.components.filter(({ namespace }) => isWanted(namespace)))
      addPolicies(chart, component);
  });
  const holdsData = dataKindsOf(plan);
  return made.map((object) => withSyncOptions(object, undefined, holdsData));
}
