/** A JSON-like value, as chart values are. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Manifests that somebody else keeps. */
export type Upstream = HelmChart | GitFolder;

/** What holds for every upstream. */
interface Applied {
  /** What it creates, as it is set up here: what its project must allow. */
  readonly creates: readonly CreatedKind[];
  /** Whether it holds definitions over 256 KiB, which only server-side apply can store. */
  readonly serverSideApply: boolean;
  /** Fields that a controller fills in at run time, so that Argo CD does not show them as drift. @default none */
  readonly ignoreDifferences?: readonly IgnoredField[];
}

/** A Helm chart, pinned. */
export interface HelmChart extends Applied {
  readonly kind: 'helm';
  /** Repository: `https://helm.cilium.io`, or an OCI host and path without `oci://`. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Name of the release; many charts put it before the names of their objects. */
  readonly release: string;
  /** Values that differ from the chart's defaults. */
  readonly values: ChartValues;
}

/** Values of a chart. There is no null: cdk8s leaves it out of an Application, and Helm would take it for "no default". */
export interface ChartValues {
  readonly [key: string]: ChartValue;
}

/** One value of a chart. */
export type ChartValue = string | number | boolean | readonly ChartValue[] | ChartValues;

/** A folder of somebody's git repository, pinned to a tag. */
export interface GitFolder extends Applied {
  readonly kind: 'git';
  readonly url: string;
  /** Tag or commit. */
  readonly revision: string;
  readonly path: string;
}

/** Fields of an object that Argo CD leaves as they are. */
export interface IgnoredField {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** One object only; left out, all of the kind in the Application. */
  readonly name?: string;
  readonly namespace?: string;
  /** RFC 6901: `/webhooks/0/clientConfig/caBundle`. */
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
}

/** A kind that an upstream creates. */
export interface CreatedKind {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Where it creates them; left out for kinds without a namespace. */
  readonly namespace?: string;
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
