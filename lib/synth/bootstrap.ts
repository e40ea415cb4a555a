import type { App } from '../argocd';
import type { KubeObject } from '../component';
import type { ClusterPlan } from '../plan';
import { bootstrapPage } from './bootstrap-page';
import type { FileSpec } from './file-spec';
import { firstInstalled, valuesFile } from './first-installed';
import { toYaml } from './yaml';

/**
 * What a person applies once, under `apps/<cluster>/bootstrap/`: values for the first installation of the network plugin
 * and of Argo CD, the same that their Applications carry, and the root with its project.
 */
export function bootstrapFiles(
  plan: ClusterPlan,
  apps: readonly App[],
  root: readonly KubeObject[],
): readonly FileSpec[] {
  const folder = `apps/${plan.facts.name}/bootstrap`;
  return [
    ...firstInstalled(plan).flatMap(({ name, upstream }): FileSpec[] =>
      upstream?.kind === 'helm'
        ? [{ path: `${folder}/${valuesFile(name)}`, text: toYaml(upstream.values) }]
        : [],
    ),
    { path: `${folder}/bootstrap.yaml`, text: root.map((object) => toYaml(object)).join('---\n') },
    { path: `${folder}/README.md`, text: bootstrapPage(plan, apps) },
  ];
}
