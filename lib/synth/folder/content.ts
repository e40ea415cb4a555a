import type { ClusterPlan, FolderContent, FoundObject, PlannedComponent } from '../../plan';
import { keyPath, type Report } from '../../values';
import { definedKinds } from '../defined-kinds';
import type { FolderFiles } from './folder-files';
import { foundObjects } from './found-objects';
import { foundWorkloads } from './found-workloads';
import { inNamespace } from './namespaces';

/**
 * What is in the folders of a cluster's components. What is wrong in them is reported, all of it.
 * @param folders by name of the component
 */
export function contentsOf(
  plan: ClusterPlan,
  folders: ReadonlyMap<string, FolderFiles>,
  report: Report,
): ReadonlyMap<string, FolderContent> {
  const found = plan.components.flatMap((component): FoundIn[] => {
    const files = folders.get(component.name);
    const { folder: stated } = component;
    if (files === undefined || stated === undefined) return [];
    let isWhole = files.isWhole;
    const { objects, documents } = foundObjects(files, (problem) => {
      isWhole = false;
      report(problem);
    });
    if (documents === 0 && files.isWhole)
      report({
        at: `${keyPath(`${plan.facts.name}.components`, component.name)}.folder`,
        reason: `"${stated.path}" has no object in it, so the objects that it had would be pruned`,
        next: 'put .yaml files into it, or take the component out of the list',
      });
    return [{ component, stated, files, objects, isWhole }];
  });
  // Definitions may come by another folder than the objects of their kinds.
  const defined = definedKinds(
    plan,
    found.flatMap(({ objects }) => objects.map(({ object }) => object)),
  );
  return new Map(
    found.map(({ component, stated, files, objects, isWhole }): [string, FolderContent] => {
      const at = keyPath(`${plan.facts.name}.components`, component.name);
      const homed = inNamespace(objects, component.namespace, defined, report);
      const { paths } = files;
      const claims = stated.claims?.(homed) ?? [];
      const shipped = foundWorkloads(homed, { stated, owner: component, at, isWhole }, report);
      return [component.name, { paths, claims, ...shipped }];
    }),
  );
}

/** The objects that were found in the folder of a component. */
interface FoundIn {
  readonly component: PlannedComponent;
  readonly stated: NonNullable<PlannedComponent['folder']>;
  readonly files: FolderFiles;
  readonly objects: readonly FoundObject[];
  /** Whether all that it contains could be read. */
  readonly isWhole: boolean;
}
