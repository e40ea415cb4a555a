import * as v from 'valibot';
import { chartName, dnsName, label, line, type Written } from '../values';
import { chartValues } from './chart-values';

/** A JSON-like value, as fields of objects are. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Names, versions and other texts that land in files by themselves. */
const words = line(500);
/** API group, empty for the core group. */
export const apiGroup = v.union([v.literal(''), dnsName]);

/** A kind that an upstream creates. */
const createdKind = v.strictObject({
  /** API group, empty for the core group; `*` for every group. */
  group: v.union([apiGroup, v.literal('*')]),
  /** `*` for every kind. */
  kind: words,
  /** Where it creates them, `*` for every namespace; left out for kinds without a namespace. */
  namespace: v.exactOptional(v.union([label, v.literal('*')])),
});

/** What holds for every upstream. */
const applied = {
  /** What it creates, as it is set up here: what its project must allow. */
  creates: v.array(createdKind),
  /** Whether it holds definitions over 256 KiB, which only server-side apply can store. */
  serverSideApply: v.boolean(),
};

/** A Helm chart, pinned. */
const helmChart = v.strictObject({
  kind: v.literal('helm'),
  /** Repository: `https://charts.example.com`, or an OCI host and path without `oci://`. */
  repository: words,
  chart: chartName,
  version: words,
  /** Name of the release; many charts put it before the names of their objects. */
  release: dnsName,
  /** Values that differ from the chart's defaults. */
  values: chartValues,
  ...applied,
});

/** A folder of somebody's git repository, pinned to a tag. */
const gitFolder = v.strictObject({
  kind: v.literal('git'),
  url: words,
  /** Tag or commit. */
  revision: words,
  path: words,
  ...applied,
});

/** Manifests that somebody else keeps. */
export const upstreamShape = v.variant('kind', [helmChart, gitFolder]);

/** Manifests that somebody else keeps. */
export type Upstream = HelmChart | GitFolder;
/** A Helm chart, pinned. */
export type HelmChart = Written<typeof helmChart>;
/** A folder of somebody's git repository, pinned to a tag. */
export type GitFolder = Written<typeof gitFolder>;
/** A kind that an upstream creates. */
export type CreatedKind = Written<typeof createdKind>;

/**
 * What an upstream creates where that is unknown: its project allows every kind in every namespace, and each synth warns of it.
 */
export const anything: readonly CreatedKind[] = [
  { group: '*', kind: '*' },
  { group: '*', kind: '*', namespace: '*' },
];

/** Whether an upstream may create anything. */
export function mayCreateAnything(upstream: Upstream | undefined): boolean {
  return upstream?.creates.some(({ kind }) => kind === '*') === true;
}

/**
 * Kinds that an upstream creates, written briefly.
 * @param list namespace (empty for cluster-scoped kinds) to `group/Kind`, the core group being `/Kind`
 */
export function createdKinds(list: Readonly<Record<string, readonly string[]>>): readonly CreatedKind[] {
  return Object.entries(list).flatMap(([namespace, kinds]) =>
    kinds.map((written) => {
      const [group = '', kind = ''] = written.split('/');
      return { group, kind, ...(namespace !== '' && { namespace }) };
    }),
  );
}
