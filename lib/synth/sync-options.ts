import { type KubeObject, type Upstream } from '../component';

const key = 'argocd.argoproj.io/sync-options';

/** Bytes that fit into the annotation in which client-side apply keeps what it applied last. */
const annotationLimit = 262_144;

/** API groups that every API server serves; kinds of all others are defined by somebody first. */
const builtIn = new Set(['', 'apps', 'autoscaling', 'batch', 'policy']);

/** Adds the sync options that an object needs, and leaves those it states itself. */
export function withSyncOptions(object: KubeObject, upstream: Upstream | undefined): KubeObject {
  const stated = object.metadata.annotations?.[key]?.split(',') ?? [];
  const options = [...stated, ...neededOptions(object, upstream)];
  if (options.length === stated.length) return object;
  const annotations = sorted({
    ...object.metadata.annotations,
    [key]: [...new Set(options)].sort().join(','),
  });
  // The keys of an object stand in alphabetical order, as cdk8s leaves them.
  return { ...object, metadata: Object.assign({ annotations }, object.metadata, { annotations }) };
}

function neededOptions(object: KubeObject, upstream: Upstream | undefined): string[] {
  const options: string[] = [];
  // A dry run of a kind that is not defined yet fails the whole sync. Where the same app brings the definition, Argo CD
  // sees that by itself.
  if (isCustom(object) && !bringsDefinitions(upstream)) options.push('SkipDryRunOnMissingResource=true');
  if (isLarge(object)) options.push('ServerSideApply=true');
  return options;
}

/** Whether the kind is a custom one: built-in groups are those above and those that end in `.k8s.io` without being CRDs. */
export function isCustom(object: KubeObject): boolean {
  const [group = '', version] = object.apiVersion.split('/');
  if (version === undefined || builtIn.has(group)) return false;
  return !group.endsWith('.k8s.io') || group === 'gateway.networking.k8s.io';
}

function bringsDefinitions(upstream: Upstream | undefined): boolean {
  return upstream?.creates.some(({ kind }) => kind === 'CustomResourceDefinition') ?? false;
}

/** Looks at the long texts only: writing every object out once more would cost more than the rest of the synth. */
function isLarge(object: KubeObject): boolean {
  if (object.kind !== 'ConfigMap' && object.kind !== 'CustomResourceDefinition') return false;
  return JSON.stringify(object).length > annotationLimit;
}

function sorted(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
