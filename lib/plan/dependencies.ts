import type { Capability } from '../component';
import type { Facts } from '../inventory';
import type { ReadComponent } from './planned';

/**
 * Which components come before each one: the owners of the endpoints that its workloads connect to, and those that bring
 * what it requires. A network plugin comes before everything that has pods on it, and a name server of the cluster before
 * everything that looks names up, and what opens sealed secrets before those whose secrets are sealed.
 */
export function dependencies(
  components: readonly ReadComponent[],
  facts: Facts,
): ReadonlyMap<string, readonly string[]> {
  const known = new Set(components.map((component) => component.name));
  const bringers = bringersOf(components);
  return new Map(
    components.map((component) => {
      const names = [
        ...endpointOwners(component),
        ...requiredFrom(component, facts).flatMap((capability) => bringers.get(capability) ?? []),
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

/** Names of the components that bring each capability. */
function bringersOf(components: readonly ReadComponent[]): ReadonlyMap<Capability, readonly string[]> {
  const bringers = new Map<Capability, string[]>();
  for (const { name, provides } of components)
    for (const capability of provides) bringers.set(capability, [...(bringers.get(capability) ?? []), name]);
  return bringers;
}

function requiredFrom(component: ReadComponent, facts: Facts): readonly Capability[] {
  const capabilities = component.requires.map((requirement) => requirement.capability);
  const onPodNetwork = component.workloads.some((workload) => !workload.hostNetwork);
  if (onPodNetwork && !component.provides.includes('network-plugin')) capabilities.push('network-plugin');
  if (component.workloads.some((workload) => workload.connects.length > 0) && !beneathDns(component))
    capabilities.push('cluster-dns');
  if (
    component.secrets.some(({ name }) => facts.secrets[`${component.namespace}/${name}`]?.from === 'sealed')
  )
    capabilities.push('sealed-secrets');
  return capabilities;
}

/** The network plugin and the name server itself run without the cluster's names. */
function beneathDns(component: ReadComponent): boolean {
  return component.provides.includes('network-plugin') || component.provides.includes('cluster-dns');
}
