import type { AppProjectSpec } from '../../imports/argoproj.io';
import type { CreatedKind, KubeObject } from '../component';
import type { Facts } from '../inventory';
import { type App, argoCdNamespace, inCluster } from './app';

type Kind = { group: string; kind: string };

/**
 * The project of one app: it may take from its own sources, go to its own namespaces, and make the kinds that it is made
 * of, and nothing else. A chart that grows a new kind is refused until somebody has looked at it.
 */
export function projectSpec(app: App, facts: Facts): AppProjectSpec {
  const created: readonly CreatedKind[] = [...app.objects.map(createdKind), ...(app.upstream?.creates ?? [])];
  const namespaces = [
    app.namespace,
    ...created.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])),
  ];
  // Argo CD prunes only where the project lets it go. A namespace that leaves the cluster file takes its policies along, and
  // then nothing names it any more: whoever makes namespaces may go to all of them, with the kinds below.
  const everywhere = app.objects.some(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace');
  return {
    description: `What ${app.name} may touch in ${facts.name}`,
    sourceRepos: distinct([
      ...(app.objects.length > 0 ? [facts.git.url] : []),
      ...(app.upstream === undefined
        ? []
        : [app.upstream.kind === 'git' ? app.upstream.url : app.upstream.repository]),
    ]),
    destinations: distinct(everywhere ? ['*'] : namespaces).map((namespace) => ({
      server: facts.destination,
      namespace,
    })),
    // An empty list refuses every kind; a missing one would allow them all.
    clusterResourceWhitelist: kinds(created.filter(({ namespace }) => namespace === undefined)),
    namespaceResourceWhitelist: kinds(created.filter(({ namespace }) => namespace !== undefined)),
  };
}

/** The project of the root: Applications and projects of this cluster, in Argo CD's namespace. */
export function rootProjectSpec(facts: Facts): AppProjectSpec {
  const children =
    facts.delivery === 'rolling' ? ['AppProject', 'ApplicationSet'] : ['AppProject', 'Application'];
  return {
    description: `Projects and Applications of ${facts.name}`,
    sourceRepos: [facts.git.url],
    destinations: [{ server: inCluster, namespace: argoCdNamespace }],
    clusterResourceWhitelist: [],
    namespaceResourceWhitelist: children.map((kind) => ({ group: 'argoproj.io', kind })),
  };
}

function createdKind(object: KubeObject): CreatedKind {
  const slash = object.apiVersion.indexOf('/');
  const { namespace } = object.metadata;
  return {
    group: slash < 0 ? '' : object.apiVersion.slice(0, slash),
    kind: object.kind,
    ...(namespace !== undefined && { namespace }),
  };
}

function kinds(created: readonly CreatedKind[]): Kind[] {
  return distinct(created.map(({ group, kind }) => `${group}/${kind}`)).map((key) => {
    const slash = key.indexOf('/');
    return { group: key.slice(0, slash), kind: key.slice(slash + 1) };
  });
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
