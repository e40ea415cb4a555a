import type { Facts } from '../inventory';
import { keyPath, type Report } from '../values';
import { reserved } from './check-names';
import type { ReadComponent } from './planned';

/** Reports groups whose project would have the name of another one: that of a component outside the group, or of asterism's own. */
export function checkGroups(
  components: readonly ReadComponent[],
  { projects }: Pick<Facts, 'projects'>,
  at: string,
  report: Report,
): void {
  if (projects === 'each') return;
  const named = new Map(components.map((component) => [component.name, component]));
  for (const { name, group } of components) {
    if (group === undefined) continue;
    const place = `${keyPath(`${at}.components`, name)}.group`;
    const other = named.get(group);
    if (reserved.has(group))
      report({
        at: place,
        reason: `"${group}" is the name of a project that asterism makes itself`,
        next: 'choose another group',
      });
    else if (other !== undefined && other.group !== group)
      report({
        at: place,
        reason: `the group "${group}" and the component of that name would have one project`,
        next: `choose another group, or put component ${group} into the group`,
      });
  }
}
