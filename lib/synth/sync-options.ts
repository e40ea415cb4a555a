import { dataKinds, keepData, type KubeObject, type Upstream } from '../component';
import { claimsOf } from '../inventory';
import type { ClusterPlan } from '../plan';
import { isRecord } from '../values';
import { groupOf, isBuiltInGroup } from './built-in';

const key = 'argocd.argoproj.io/sync-options';

/** Bytes that fit into the annotation in which client-side apply keeps what it applied last. */
const annotationLimit = 262_144;

/**
 * Objects that take data along when they go, as `group/Kind`: pruning them by mistake cannot be undone by a commit. A
 * namespace takes its volume claims, a definition every object of its kind. Custom kinds are claimed by what brings them.
 */
const ownDataKinds: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);

/** The kinds of a cluster whose objects take data along when they go, as `group/Kind`. */
export function dataKindsOf(plan: Pick<ClusterPlan, 'claims'>): ReadonlySet<string> {
  const claimed = claimsOf(plan, dataKinds).map(({ value: { group, kind } }) => `${group}/${kind}`);
  return new Set([...ownDataKinds, ...claimed]);
}

/**
 * Adds the sync options that an object needs. What it states itself stays, and is not said a second time in another way.
 * @param upstream what brings definitions with the object
 * @param holdsData kinds whose objects take data along, as `dataKindsOf` gives them
 */
export function withSyncOptions(
  object: KubeObject,
  upstream: Upstream | undefined,
  holdsData: ReadonlySet<string>,
): KubeObject {
  const keeps = holdsData.has(`${groupOf(object)}/${object.kind}`);
  const wanted = neededOptions(object, upstream, keeps);
  // Most objects need none.
  if (wanted.length === 0) return object;
  const stated = optionsIn(object.metadata.annotations?.[key]);
  const names = new Set(stated.map(nameOf));
  const needed = wanted.filter((option) => !names.has(nameOf(option)));
  if (needed.length === 0) return object;
  const annotations = sorted({
    ...(keeps && keepData),
    ...object.metadata.annotations,
    [key]: [...new Set([...stated, ...needed])].sort().join(','),
  });
  // The keys of an object are in alphabetical order, as cdk8s leaves them.
  return { ...object, metadata: Object.assign({ annotations }, object.metadata, { annotations }) };
}

function neededOptions(object: KubeObject, upstream: Upstream | undefined, keeps: boolean): string[] {
  const group = groupOf(object);
  const options = keeps ? optionsIn(keepData[key]) : [];
  // A dry run of a kind that is not defined yet fails the whole sync. Where the same app brings the definition, Argo CD
  // sees that by itself.
  if (!isBuiltInGroup(group) && !bringsDefinitions(upstream))
    options.push('SkipDryRunOnMissingResource=true');
  if (needsServerSideApply(object)) options.push('ServerSideApply=true');
  return options;
}

function optionsIn(annotation: string | undefined): string[] {
  return (annotation ?? '').split(',').flatMap((option) => (option.trim() === '' ? [] : [option.trim()]));
}

function nameOf(option: string): string {
  return option.replace(/=.*/, '');
}

function bringsDefinitions(upstream: Upstream | undefined): boolean {
  return upstream?.creates.some(({ kind }) => kind === 'CustomResourceDefinition') ?? false;
}

/**
 * Whether client-side apply cannot keep the object. Most objects are far from the limit; a look at the lengths of their texts
 * costs half of writing them out once more.
 */
export function needsServerSideApply(object: KubeObject): boolean {
  // JSON writes a character with six bytes at most.
  return (
    lengthOf(object) * 6 > annotationLimit && Buffer.byteLength(JSON.stringify(object)) > annotationLimit
  );
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let length = 2;
  if (Array.isArray(value)) for (const item of value) length += 6 + lengthOf(item);
  else if (isRecord(value)) for (const name in value) length += name.length + 4 + lengthOf(value[name]);
  return length;
}

function sorted(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
