import type { ApplicationSpec } from '../../imports/argoproj.io';
import { type IgnoredField, syncWave, type Upstream } from '../component';
import type { Facts } from '../inventory';
import { type App, applicationName, manifestFolder, projectName } from './app';

type Source = NonNullable<ApplicationSpec['source']>;

/** Name, labels and annotations of an Application. */
export interface ApplicationMetadata {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly finalizers?: string[];
}

/** The metadata of an app's Application. */
export function applicationMetadata(app: App, facts: Facts): ApplicationMetadata {
  const ignored = app.ignoreDifferences ?? [];
  return {
    name: applicationName(facts, app.name),
    // Argo CD filters Applications by their labels.
    ...(app.group !== undefined && { labels: { 'asterism.dev/group': app.group } }),
    annotations: {
      ...syncWave(app.wave),
      // Without it, every commit anywhere in the repository makes Argo CD render this app again.
      ...(app.objects.length > 0 && {
        'argocd.argoproj.io/manifest-generate-paths': `/${manifestFolder(facts, app.name)}`,
      }),
      ...(ignored.length > 0 && { 'asterism.dev/ignores': ignored.map(ignoredLine).join('\n') }),
    },
    // Without it, removing the Application leaves its objects behind.
    ...(app.removal === 'cascade' && { finalizers: [cascade] }),
  };
}

/**
 * Finalizer with which an Application goes after its objects. Argo CD takes the name without a path for the same (3.5:
 * `isPropagationPolicyFinalizer`), but the API server warns of finalizers without one.
 */
const cascade = 'resources-finalizer.argocd.argoproj.io/foreground';

/**
 * How a failed sync is tried again: a webhook or a definition that another app brings may take some minutes to answer on a
 * first start. `refresh`: the newest commit is tried. Without it, a commit that mends a broken one waits until the broken
 * one has been tried ten times.
 */
export const retry = {
  limit: 10,
  refresh: true,
  backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
} as const;

/**
 * The spec of an app's Application. An ApplicationSet with RollingSync switches its automated sync off, and takes from it
 * whether to prune when it syncs in its place.
 */
export function applicationSpec(app: App, facts: Facts): ApplicationSpec {
  const sources = sourcesOf(app, facts);
  const [only] = sources;
  const ignored = app.ignoreDifferences ?? [];
  return {
    project: projectName(facts, app),
    destination: { server: facts.destination, namespace: app.namespace },
    // Argo CD reads `source` only where `sources` is left out.
    ...(sources.length === 1 && only !== undefined ? { source: only } : { sources }),
    ...(ignored.length > 0 && { ignoreDifferences: ignored.map(ignoredField) }),
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: syncOptions(app),
      retry,
    },
  };
}

function ignoredField(entry: IgnoredField): NonNullable<ApplicationSpec['ignoreDifferences']>[number] {
  const { group, kind, name, namespace, jsonPointers = [], jqPathExpressions = [] } = entry;
  return {
    group,
    kind,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(jsonPointers.length > 0 && { jsonPointers: [...jsonPointers] }),
    ...(jqPathExpressions.length > 0 && { jqPathExpressions: [...jqPathExpressions] }),
  };
}

/** What is ignored and why, for whoever reads the Application: `Deployment web: /spec/replicas (the autoscaler sets them)`. */
function ignoredLine(entry: IgnoredField): string {
  const { kind, name, jsonPointers = [], jqPathExpressions = [], why } = entry;
  const object = name === undefined ? kind : `${kind} ${name}`;
  return `${object}: ${[...jsonPointers, ...jqPathExpressions].join(', ')} (${why})`;
}

function syncOptions(app: App): string[] {
  return [
    'PruneLast=true',
    // Definitions over 256 KiB do not fit into the annotation that client-side apply keeps.
    ...(app.upstream?.serverSideApply === true ? ['ServerSideApply=true'] : []),
    // Without it, a sync would write the ignored fields back.
    ...((app.ignoreDifferences ?? []).length > 0 ? ['RespectIgnoreDifferences=true'] : []),
  ].sort();
}

function sourcesOf(app: App, facts: Facts): Source[] {
  const own: Source = {
    repoURL: facts.git.url,
    targetRevision: facts.git.revision,
    path: manifestFolder(facts, app.name),
  };
  const upstream = app.upstream === undefined ? [] : [upstreamSource(app.upstream)];
  return app.objects.length > 0 ? [...upstream, own] : upstream;
}

function upstreamSource(upstream: Upstream): Source {
  switch (upstream.kind) {
    case 'git':
      return { repoURL: upstream.url, targetRevision: upstream.revision, path: upstream.path };
    case 'helm':
      return {
        repoURL: upstream.repository,
        chart: upstream.chart,
        targetRevision: upstream.version,
        helm: { releaseName: upstream.release, valuesObject: upstream.values },
      };
  }
}
