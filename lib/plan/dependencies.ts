import { storageProviders, volumeClaims } from '../component';
import { claimsOf, type Facts, provides, type Wanted } from '../inventory';
import type { ReadComponent } from './planned';

/**
 * Which components come before each one: the owners of the endpoints that its workloads connect to, and those that provide
 * what it requires, and the storage classes of its volumes. A network plugin comes before everything that has pods on it, a name server of the cluster before
 * everything that looks names up, and what opens sealed secrets before those whose secrets are sealed.
 */
export function dependencies(
  components: readonly ReadComponent[],
  facts: Facts,
): ReadonlyMap<string, readonly string[]> {
  const known = new Set(components.map((component) => component.name));
  const providers = providerNames(components);
  const servedBy = storageProviders({ claims: components.flatMap(({ claims }) => claims) });
  return new Map(
    components.map((component) => {
      const names = [
        ...endpointOwners(component),
        ...claimsOf(component, volumeClaims).flatMap(({ value }) => servedBy(value) ?? []),
        ...requiredFrom(component, facts).flatMap((wanted) => providers.get(keyOf(wanted)) ?? []),
      ];
      return [
        component.name,
        [...new Set(names)].filter((name) => name !== component.name && known.has(name)).sort(),
      ];
    }),
  );
}

function endpointOwners(component: ReadComponent): string[] {
  return component.workloads.flatMap((workload) =>
    workload.connects.flatMap(({ to }) =>
      to.kind === 'endpoint' && to.endpoint.owner.kind === 'component' ? [to.endpoint.owner.component] : [],
    ),
  );
}

/** Names of the components that provide each capability, and that fill each role. */
function providerNames(components: readonly ReadComponent[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, provides: list } of components)
    for (const capability of list)
      for (const key of [
        keyOf(capability),
        ...(capability.role === undefined ? [] : [keyOf(capability.role)]),
      ])
        names.set(key, [...(names.get(key) ?? []), name]);
  return names;
}

function keyOf(wanted: Wanted): string {
  return typeof wanted === 'string' ? `role ${wanted}` : `capability ${wanted.name}`;
}

function requiredFrom(component: ReadComponent, facts: Facts): readonly Wanted[] {
  const wanted = component.requires.flatMap(({ capability, mayComeLater = false }) =>
    mayComeLater ? [] : [capability],
  );
  const onPodNetwork = component.workloads.some((workload) => !workload.hostNetwork);
  const isPlugin = provides(component, 'network plugin');
  if (onPodNetwork && !isPlugin) wanted.push('network plugin');
  // The network plugin and the name server itself run without the cluster's names.
  if (
    component.workloads.some((workload) => workload.connects.length > 0) &&
    !isPlugin &&
    !provides(component, 'cluster DNS')
  )
    wanted.push('cluster DNS');
  if (
    component.secrets.some(({ name }) => facts.secrets[`${component.namespace}/${name}`]?.from === 'sealed')
  )
    wanted.push('sealed secrets');
  return wanted;
}
