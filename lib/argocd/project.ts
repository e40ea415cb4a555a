import type { AppProjectSpec } from '../../imports/argoproj.io';
import type { CreatedKind, KubeObject } from '../component';
import type { Facts } from '../inventory';
import { type App, argoCdNamespace, inCluster } from './app';

type Kind = { group: string; kind: string };

/**
 * The project of one app, or of all apps of a group: it may take from their own sources, go to their own namespaces, and make the
 * kinds that they are made of, and nothing else. A chart that grows a new kind is refused until somebody has looked at it.
 * @param title what the project is for: `kafka`, `the group data`
 */
export function projectSpec(title: string, apps: readonly App[], facts: Facts): AppProjectSpec {
  const created: readonly CreatedKind[] = apps.flatMap((app) => [
    ...app.objects.map(createdKind),
    ...(app.upstream?.creates ?? []),
  ]);
  const namespaces = [...apps, ...created].flatMap(({ namespace }) =>
    namespace === undefined ? [] : [namespace],
  );
  // Argo CD prunes only where the project lets it go. A namespace that leaves the cluster file takes its policies along, and
  // then nothing names it any more: whoever makes namespaces may go to all of them, with the kinds below.
  const everywhere =
    namespaces.includes('*') ||
    apps.some(({ objects }) =>
      objects.some(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace'),
    );
  return {
    description: `What ${title} may touch in ${facts.name}`,
    sourceRepos: distinct(apps.flatMap((app) => sourcesOf(app, facts))),
    destinations: distinct(everywhere ? ['*'] : namespaces).map((namespace) => ({
      server: facts.destination,
      namespace,
    })),
    // An empty list refuses every kind; a missing one would allow them all.
    clusterResourceWhitelist: kinds(created.filter(({ namespace }) => namespace === undefined)),
    namespaceResourceWhitelist: kinds(created.filter(({ namespace }) => namespace !== undefined)),
  };
}

function sourcesOf({ objects, upstream }: App, facts: Facts): readonly string[] {
  const own = objects.length > 0 ? [facts.git.url] : [];
  if (upstream === undefined) return own;
  return [...own, upstream.kind === 'git' ? upstream.url : upstream.repository];
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
