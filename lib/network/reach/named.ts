import type { Host, Node } from '../../inventory';
import type { ClusterPlan, PlannedComponent } from '../../plan';
import { type Cidr, cidrContains, type Ipv4 } from '../../values';
import type { OwnedWorkload } from '../flows/flows';
import { administratorName, networkOfAddress } from '../topology/surroundings';
import { type GivenPods, givenPods } from '../given-pods';

/** Who is meant by what a person typed. */
export type Named =
  | { readonly kind: 'internet' }
  | { readonly kind: 'administrators'; readonly networks: readonly Cidr[] }
  /** Somebody on one of the cluster's networks whom the inventory does not know, as `--all` names them. */
  | { readonly kind: 'stranger'; readonly network: string }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'host'; readonly host: Host }
  | { readonly kind: 'workload'; readonly place: OwnedWorkload }
  | { readonly kind: 'given'; readonly pods: GivenPods }
  /** Pods by their labels, which nothing of the cluster declares. */
  | { readonly kind: 'pods'; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  /** A component whose pods are not known: a chart's, or none. */
  | { readonly kind: 'unlisted'; readonly component: PlannedComponent }
  | { readonly kind: 'address'; readonly address: Ipv4; readonly network?: string }
  /** A name on the internet, and whether a declared flow leads to it. */
  | { readonly kind: 'domain'; readonly name: string; readonly isDeclared: boolean };

/** Workloads of a cluster, each with its component. */
export function placesOf({ components }: ClusterPlan): readonly OwnedWorkload[] {
  return components.flatMap((component) => component.workloads.map((workload) => ({ component, workload })));
}

/** Everybody who has a name here, each by the texts that mean them. A text that means several is ambiguous. */
export function namesIn(plan: ClusterPlan): ReadonlyMap<string, readonly Named[]> {
  const { facts, components } = plan;
  const names = new Map<string, readonly Named[]>();
  const add = (text: string, named: Named): void => {
    const known = names.get(text) ?? [];
    if (known.every((one) => !isSame(one, named))) names.set(text, [...known, named]);
  };
  const addUnlessTaken = (text: string, named: Named): void => {
    if (!names.has(text)) names.set(text, [named]);
  };
  add('internet', { kind: 'internet' });
  const networks = facts.administrators?.networks ?? [];
  if (networks.length > 0) add('administrators', { kind: 'administrators', networks });
  for (const network of networks)
    add(administratorName(network), { kind: 'administrators', networks: [network] });
  for (const network of Object.keys(facts.networks))
    if (network !== 'pods' && network !== 'services')
      add(`stranger@${network}`, { kind: 'stranger', network });
  for (const node of facts.nodes) add(node.name, { kind: 'node', node });
  for (const host of facts.hosts) add(host.name, { kind: 'host', host });
  for (const component of components) {
    const own = component.workloads.map((workload) => ({ component, workload }));
    const namesake = own.find(({ workload }) => workload.name === component.name);
    if (namesake !== undefined) add(component.name, { kind: 'workload', place: namesake });
    for (const place of own) {
      const named: Named = { kind: 'workload', place };
      add(`${component.name}/${place.workload.name}`, named);
      add(`${component.namespace}/${place.workload.name}`, named);
    }
    // Nothing connects to a component's Jobs; whoever names the component means what answers there.
    const answering = own.filter(({ workload }) => workload.listens.length > 0);
    const [only, ...others] = answering.length === 0 ? own : answering;
    if (only !== undefined && others.length === 0) {
      add(component.name, { kind: 'workload', place: only });
      add(`${component.namespace}/${component.name}`, { kind: 'workload', place: only });
    }
  }
  for (const pods of givenPods(plan))
    for (const name of [pods.name, pods.service.name])
      for (const text of [name, `${pods.namespace}/${name}`]) add(text, { kind: 'given', pods });
  for (const component of components)
    if (component.workloads.length === 0) addUnlessTaken(component.name, { kind: 'unlisted', component });
  for (const { workload } of placesOf(plan))
    for (const { to } of workload.connects)
      if (to.kind === 'internet' && to.host.kind === 'name')
        addUnlessTaken(to.host.name, { kind: 'domain', name: to.host.name, isDeclared: true });
  return names;
}

/** Whether two are one and the same. */
function isSame(one: Named, other: Named): boolean {
  if (one.kind === 'workload' && other.kind === 'workload')
    return one.place.workload === other.place.workload;
  if (one.kind === 'given' && other.kind === 'given') return one.pods === other.pods;
  return one.kind === other.kind && one.kind !== 'workload' && one.kind !== 'given';
}

/** Whether a name is one of a pattern that a flow declares: `*` is any part of a label, and `**.` at the beginning any labels. */
export function isNamedBy(pattern: string, name: string): boolean {
  const source = pattern
    .toLowerCase()
    .replaceAll('.', '[.]')
    .replace(/^\*{2,}\[\.\]/, '([-a-z0-9_]+[.])+')
    .replaceAll(/(?<!\))\*+/g, '[-a-z0-9_]*');
  return new RegExp(`^${source}$`).test(name.toLowerCase());
}

/** A name of a pattern to which a declared flow leads. */
export function byPattern(plan: ClusterPlan, name: string): Named | undefined {
  const isDeclared = placesOf(plan).some(({ workload }) =>
    workload.connects.some(
      ({ to }) => to.kind === 'internet' && to.host.kind === 'pattern' && isNamedBy(to.host.pattern, name),
    ),
  );
  return isDeclared ? { kind: 'domain', name, isDeclared } : undefined;
}

/** Who has an address, as far as the inventory knows. */
export function byAddress({ facts }: ClusterPlan, address: Ipv4): Named {
  const node = facts.nodes.find((one) => one.address === address);
  if (node !== undefined) return { kind: 'node', node };
  const host = facts.hosts.find(({ interfaces }) => interfaces.some((card) => card.address === address));
  if (host !== undefined) return { kind: 'host', host };
  const network = networkOfAddress(facts, address);
  return { kind: 'address', address, ...(network !== undefined && { network }) };
}

/** Who has labels, in a namespace: one workload where it is the only one. */
export function byLabels(
  plan: ClusterPlan,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Named {
  const has = (own: Readonly<Record<string, string>>) =>
    Object.entries(labels).every(([key, value]) => own[key] === value);
  const places = placesOf(plan).filter(
    ({ component, workload }) => component.namespace === namespace && has(workload.pods),
  );
  const given = givenPods(plan).filter((pods) => pods.namespace === namespace && has(pods.labels));
  const [place, ...otherPlaces] = places;
  if (place !== undefined && otherPlaces.length === 0) return { kind: 'workload', place };
  const [pods] = given;
  return pods !== undefined && places.length === 0
    ? { kind: 'given', pods }
    : { kind: 'pods', namespace, labels };
}

/**
 * How surely somebody belongs to this cluster: 2 for what it names, 1 for what lies in one of its networks, 0 for whoever is
 * around every cluster, such as the internet.
 */
export function belongs(named: Named, { facts, components }: ClusterPlan): 0 | 1 | 2 {
  switch (named.kind) {
    case 'internet':
    case 'administrators':
      return 0;
    case 'address': {
      const { pods, services } = facts.networks;
      const networks = [pods.cidr, services.cidr, ...(facts.administrators?.networks ?? [])];
      const isNear =
        named.network !== undefined || networks.some((cidr) => cidrContains(cidr, named.address));
      return isNear ? 1 : 0;
    }
    case 'pods':
      return components.some(({ namespace }) => namespace === named.namespace) ? 1 : 0;
    case 'stranger':
    case 'node':
    case 'host':
    case 'workload':
    case 'given':
    case 'unlisted':
      return 2;
    case 'domain':
      return named.isDeclared ? 2 : 0;
  }
}
