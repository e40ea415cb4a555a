import type { KubeObject, Workload } from '../../component';
import type { Cidr, Ipv4, Report } from '../../values';
import { type ClusterPlugin, pluginOf, surroundingsOf, translationOf } from '../cluster-plugin';
import { judgeFor, type Judge, type PodPeer, readPolicies } from '../policy';
import { type MachineModel, withGuests } from '../topology/machine-model';
import type { ServiceTranslation } from '../translation';
import { networksToldApart } from './alike';
import type { Door } from './services/door';
import { doorsOf, type UnreadDoor, unreadDoors } from './services/doors';
import type { Proxy } from './services/proxy';

/** Everything that decides who reaches whom: the machines with their packet filters, and the policies of the cluster. */
export interface ReachModel {
  readonly hosts: MachineModel;
  readonly judge: Judge;
  readonly plugin: ClusterPlugin;
  /** Who translates the addresses of Services. @default it is not known */
  readonly translation?: ServiceTranslation;
  /** Labels of the namespaces that ship, and of those that Kubernetes makes. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly doors: readonly Door[];
  readonly unread: readonly UnreadDoor[];
  readonly proxies: readonly Proxy[];
  /** Networks that policies and load balancers tell apart. */
  readonly toldApart: readonly Cidr[];
}

/** Namespaces that Kubernetes makes; they have no label but their name. */
const givenNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/**
 * The model of a cluster.
 * @param objects the cluster's manifests, policies, namespaces and Services among them
 * @param report takes what of the policies cannot be read
 */
export function reachModel(hosts: MachineModel, objects: readonly KubeObject[], report: Report): ReachModel {
  const plugin = pluginOf(hosts.plan);
  const translation = translationOf(hosts.plan);
  const policies = readPolicies(objects, plugin.policies, report);
  const doors = doorsOf(hosts.plan, objects);
  return {
    hosts,
    judge: judgeFor(policies, surroundingsOf(hosts.plan)),
    plugin,
    ...(translation !== undefined && { translation }),
    namespaces: namespacesIn(objects),
    doors,
    unread: unreadDoors(hosts.plan, objects),
    proxies: plugin.proxies(objects),
    toldApart: [
      ...new Set([...networksToldApart(policies), ...doors.flatMap(({ sources = [] }) => sources)]),
    ],
  };
}

function namespacesIn(objects: readonly KubeObject[]): ReachModel['namespaces'] {
  return new Map([
    ...givenNamespaces.map((name) => [name, {}] as const),
    ...objects
      .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, metadata.labels ?? {}] as const),
  ]);
}

/** The pods of a workload, as policies see them. */
export function podPeer(
  namespaces: ReachModel['namespaces'],
  namespace: string,
  { pods, listens }: Pick<Workload, 'pods' | 'listens'>,
): PodPeer {
  const namespaceLabels = namespaces.get(namespace);
  return {
    kind: 'pod',
    namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels: pods,
    ports: listens.map(({ name, port, transport }) => ({ name, port, transport })),
  };
}

/** The model with a machine for each address that a question is about and that no machine of the inventory has. */
export function modelWithGuests(model: ReachModel, guests: readonly Ipv4[]): ReachModel {
  const hasRouter = model.hosts.ground.standing.get('router') !== undefined;
  return guests.length === 0 && hasRouter ? model : { ...model, hosts: withGuests(model.hosts, guests) };
}
